// Lengths of time.

package time

// A Duration is a length of time in nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String writes d as in "72h3m0.5s", with the units that it needs.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	// The longest is "-2562047h47m16.854775808s".
	var space [25]byte
	buf := space[:]
	at := len(buf) - 1
	buf[at] = 's'
	if u < uint64(Second) {
		// Only one unit, the largest that leaves a whole part.
		places := 0
		switch {
		case u < uint64(Microsecond):
			at--
			buf[at] = 'n'
		case u < uint64(Millisecond):
			places = 3
			at -= 2
			copy(buf[at:], "µ")
		default:
			places = 6
			at--
			buf[at] = 'm'
		}
		at, u = fraction(buf[:at], u, places)
		at = digits(buf[:at], u)
	} else {
		at, u = fraction(buf[:at], u, 9)
		at = digits(buf[:at], u%60)
		if u /= 60; u > 0 {
			at--
			buf[at] = 'm'
			at = digits(buf[:at], u%60)
			if u /= 60; u > 0 {
				at--
				buf[at] = 'h'
				at = digits(buf[:at], u)
			}
		}
	}
	if d < 0 {
		at--
		buf[at] = '-'
	}
	return string(buf[at:])
}

// fraction writes the last places digits of v at the end of buf, after a
// point and without zeros at their end. It returns where they start and the
// rest of v.
func fraction(buf []byte, v uint64, places int) (at int, rest uint64) {
	at = len(buf)
	some := false
	for range places {
		d := v % 10
		v /= 10
		some = some || d != 0
		if some {
			at--
			buf[at] = byte('0' + d)
		}
	}
	if some {
		at--
		buf[at] = '.'
	}
	return at, v
}

// digits writes v at the end of buf and returns where it starts.
func digits(buf []byte, v uint64) int {
	at := len(buf)
	for {
		at--
		buf[at] = byte('0' + v%10)
		v /= 10
		if v == 0 {
			return at
		}
	}
}

// Nanoseconds is d as a number of nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds is d as a whole number of microseconds.
func (d Duration) Microseconds() int64 { return int64(d / Microsecond) }

// Milliseconds is d as a whole number of milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d / Millisecond) }

// in counts units. Whole units and the rest are converted apart, so that no
// precision is lost in between.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Seconds is d as a number of seconds.
func (d Duration) Seconds() float64 { return d.in(Second) }

// Minutes is d as a number of minutes.
func (d Duration) Minutes() float64 { return d.in(Minute) }

// Hours is d as a number of hours.
func (d Duration) Hours() float64 { return d.in(Hour) }

// Truncate rounds d towards zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// underHalf reports whether x is less than half of y, without overflow.
func underHalf(x, y Duration) bool { return 2*uint64(x) < uint64(y) }

// Round rounds d to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	if d < 0 {
		rest = -rest
		if underHalf(rest, m) {
			return d + rest
		}
		if r := d - (m - rest); r < d {
			return r
		}
		return minDuration
	}
	if underHalf(rest, m) {
		return d - rest
	}
	if r := d + (m - rest); r > d {
		return r
	}
	return maxDuration
}

// Abs is d without its sign.
func (d Duration) Abs() Duration {
	if d >= 0 {
		return d
	}
	if d == minDuration {
		return maxDuration
	}
	return -d
}

type durationError struct {
	message string
	value   string
}

func (e *durationError) Error() string {
	return "time: " + e.message + " " + quote(e.value)
}

func unitOf(name string) Duration {
	switch name {
	case "ns":
		return Nanosecond
	case "us", "\u00b5s", "\u03bcs":
		return Microsecond
	case "ms":
		return Millisecond
	case "s":
		return Second
	case "m":
		return Minute
	case "h":
		return Hour
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// ParseDuration reads what String writes: numbers with units, as "1h15m30.5s".
func ParseDuration(s string) (Duration, error) {
	const most = 1 << 63
	invalid := &durationError{"invalid duration", s}
	rest := s
	minus := false
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		minus = rest[0] == '-'
		rest = rest[1:]
	}
	if rest == "0" {
		return 0, nil
	}
	if rest == "" {
		return 0, invalid
	}
	var sum uint64
	for rest != "" {
		whole, n, ok := leadingInt(rest)
		if !ok {
			return 0, invalid
		}
		rest = rest[n:]
		some := n > 0
		var part uint64
		scale := 1.0
		if rest != "" && rest[0] == '.' {
			part, scale, n = leadingFraction(rest[1:])
			rest = rest[1+n:]
			some = some || n > 0
		}
		if !some {
			return 0, invalid
		}
		n = 0
		for n < len(rest) && rest[n] != '.' && !isDigit(rest[n]) {
			n++
		}
		if n == 0 {
			return 0, &durationError{"missing unit in duration", s}
		}
		name := rest[:n]
		rest = rest[n:]
		unit := uint64(unitOf(name))
		if unit == 0 {
			return 0, &durationError{"unknown unit " + quote(name) + " in duration", s}
		}
		if whole > most/unit {
			return 0, invalid
		}
		whole *= unit
		if part > 0 {
			whole += uint64(float64(part) * (float64(unit) / scale))
			if whole > most {
				return 0, invalid
			}
		}
		sum += whole
		if sum > most {
			return 0, invalid
		}
	}
	if minus {
		return -Duration(sum), nil
	}
	if sum > most-1 {
		return 0, invalid
	}
	return Duration(sum), nil
}

// leadingInt reads the digits at the start of s, n of them. It is not ok for
// numbers greater than 1<<63.
func leadingInt(s string) (x uint64, n int, ok bool) {
	for n < len(s) && isDigit(s[n]) {
		if x > 1<<63/10 {
			return 0, n, false
		}
		x = x*10 + uint64(s[n]-'0')
		if x > 1<<63 {
			return 0, n, false
		}
		n++
	}
	return x, n, true
}

// leadingFraction reads the digits at the start of s as x/scale. Digits that
// do not fit are skipped.
func leadingFraction(s string) (x uint64, scale float64, n int) {
	scale = 1
	full := false
	for n < len(s) && isDigit(s[n]) {
		if !full {
			y := x*10 + uint64(s[n]-'0')
			if x > (1<<63-1)/10 || y > 1<<63 {
				full = true
			} else {
				x = y
				scale *= 10
			}
		}
		n++
	}
	return x, scale, n
}
