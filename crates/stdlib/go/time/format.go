// Writing times.

package time

// pad appends x with zeros in front up to width digits.
func pad(b []byte, x int, width int) []byte {
	u := uint64(x)
	if x < 0 {
		b = append(b, '-')
		u = -u
	}
	if u < 100 && width == 2 {
		return append(b, byte('0'+u/10), byte('0'+u%10))
	}
	var space [20]byte
	at := digits(space[:], u)
	for n := len(space) - at; n < width; n++ {
		b = append(b, '0')
	}
	return append(b, space[at:]...)
}

// Format writes t as layout writes the reference time.
func (t Time) Format(layout string) string {
	return string(t.AppendFormat(make([]byte, 0, len(layout)+10), layout))
}

// AppendFormat is Format that appends to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	name, offset := t.loc.zoneAt()
	now := t.local()
	days := now / secondsPerDay
	secs := int(now % secondsPerDay)
	// The date takes some arithmetic, so it is worked out at most once.
	var year, day int
	var month Month
	for {
		e := next(layout)
		b = append(b, layout[:e.start]...)
		if e.kind == kNone {
			return b
		}
		if month == 0 && kYear <= e.kind && e.kind <= kDay0 {
			year, month, day = civil(days)
		}
		switch e.kind {
		case kYear:
			b = pad(b, year, 4)
		case kYear2:
			y := year
			if y < 0 {
				y = -y
			}
			b = pad(b, y%100, 2)
		case kMonthName:
			b = append(b, month.String()...)
		case kMonthAbbr:
			b = append(b, month.String()[:3]...)
		case kMonth:
			b = pad(b, int(month), 0)
		case kMonth0:
			b = pad(b, int(month), 2)
		case kDayName:
			b = append(b, weekday(days).String()...)
		case kDayAbbr:
			b = append(b, weekday(days).String()[:3]...)
		case kDay:
			b = pad(b, day, 0)
		case kDayPad:
			if day < 10 {
				b = append(b, ' ')
			}
			b = pad(b, day, 0)
		case kDay0:
			b = pad(b, day, 2)
		case kYdayPad:
			_, yday := yearDay(days)
			for n := 100; n > 1 && yday < n; n /= 10 {
				b = append(b, ' ')
			}
			b = pad(b, yday, 0)
		case kYday0:
			_, yday := yearDay(days)
			b = pad(b, yday, 3)
		case kHour:
			b = pad(b, secs/3600, 2)
		case kHour12:
			b = pad(b, hour12(secs), 0)
		case kHour120:
			b = pad(b, hour12(secs), 2)
		case kMin:
			b = pad(b, secs/60%60, 0)
		case kMin0:
			b = pad(b, secs/60%60, 2)
		case kSec:
			b = pad(b, secs%60, 0)
		case kSec0:
			b = pad(b, secs%60, 2)
		case kPM:
			b = append(b, "AP"[secs/(12*3600)], 'M')
		case kpm:
			b = append(b, "ap"[secs/(12*3600)], 'm')
		case kZoneName:
			if name != "" {
				b = append(b, name...)
			} else {
				b = appendOffset(b, kOffset, offset)
			}
		case kFrac0, kFrac9:
			b = appendFraction(b, e.kind, layout[e.start], e.end-e.start-1, int(t.nsec()))
		default:
			b = appendOffset(b, e.kind, offset)
		}
		layout = layout[e.end:]
	}
}

func hour12(secs int) int {
	h := secs / 3600 % 12
	if h == 0 {
		return 12
	}
	return h
}

func appendOffset(b []byte, k kind, offset int) []byte {
	if k&offZ != 0 {
		if offset == 0 {
			return append(b, 'Z')
		}
		k &^= offZ
	}
	minutes := offset / 60
	sign := byte('+')
	// An offset of less than a minute has a plus sign either way.
	if minutes < 0 {
		sign = '-'
		minutes = -minutes
		offset = -offset
	}
	b = append(b, sign)
	b = pad(b, minutes/60, 2)
	colon := k == kOffsetColon || k == kOffsetSecColon
	if colon {
		b = append(b, ':')
	}
	if k != kOffsetShort {
		b = pad(b, minutes%60, 2)
	}
	if k == kOffsetSec || k == kOffsetSecColon {
		if colon {
			b = append(b, ':')
		}
		b = pad(b, offset%60, 2)
	}
	return b
}

// appendFraction appends places digits of a fraction of a second; for kFrac9,
// without zeros at the end.
func appendFraction(b []byte, k kind, point byte, places, nsec int) []byte {
	if k == kFrac9 && nsec == 0 {
		return b
	}
	n := len(b)
	b = append(b, point)
	b = pad(b, nsec, 9)
	if places < 9 {
		b = b[:n+1+places]
	}
	if k == kFrac9 {
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) == n+1 {
			b = b[:n]
		}
	}
	return b
}

// String writes t for people who look for bugs, with the monotonic clock.
func (t Time) String() string {
	b := make([]byte, 0, 64)
	b = t.AppendFormat(b, "2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&monotonic != 0 {
		mono, sign := uint64(t.ext), byte('+')
		if t.ext < 0 {
			mono, sign = -mono, '-'
		}
		b = append(b, " m="...)
		b = append(b, sign)
		b = pad(b, int(mono/1e9), 0)
		b = append(b, '.')
		b = pad(b, int(mono%1e9), 9)
	}
	return string(b)
}

// GoString writes t as a call of Date.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b := append(make([]byte, 0, 70), "time.Date("...)
	b = pad(b, year, 0)
	b = append(b, ", time."...)
	b = append(b, month.String()...)
	for _, n := range [...]int{day, hour, min, sec, t.Nanosecond()} {
		b = append(b, ", "...)
		b = pad(b, n, 0)
	}
	switch loc := t.Location(); loc {
	case UTC:
		b = append(b, ", time.UTC)"...)
	case Local:
		b = append(b, ", time.Local)"...)
	default:
		b = append(b, ", time.Location("...)
		b = append(b, quote(loc.name)...)
		b = append(b, "))"...)
	}
	return string(b)
}

// quote puts s in quotation marks; all that is not printable ASCII becomes \x.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' || c >= 0x80:
			b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
