// Package time measures time and writes it down.
//
// Time passes virtually: the machine's clock starts at 2009-11-10 23:00:00 UTC
// and jumps ahead when all goroutines wait.
package time

import (
	"internal/rt"
	"math/bits"
)

// A Time is a moment with nanosecond precision.
//
// wall holds, from the top: the bit monotonic, 33 bits of seconds since 1885,
// and 30 bits of nanoseconds. With the bit, ext is the monotonic clock in
// nanoseconds since the start of the run; without it, the 33 bits are 0 and
// ext is the number of seconds since January 1, year 1.
type Time struct {
	wall uint64
	ext  int64
	// loc is nil for UTC.
	loc *Location
}

const (
	monotonic = 1 << 63
	nanoMask  = 1<<30 - 1
	nanoBits  = 30

	secondsPerDay = 24 * 60 * 60
	// From January 1, year 1 to 1970 and to 1885.
	yearOneToUnix = (1969*365 + 1969/4 - 1969/100 + 1969/400) * secondsPerDay
	yearOneTo1885 = (1884*365 + 1884/4 - 1884/100 + 1884/400) * secondsPerDay
)

// Now is the current local time.
func Now() Time {
	sec, nsec, mono, bubbled := rt.Now()
	sec += yearOneToUnix
	if packed := uint64(sec - yearOneTo1885); packed>>33 == 0 && !bubbled {
		return Time{monotonic | packed<<nanoBits | uint64(nsec), mono, Local}
	}
	return Time{uint64(nsec), sec, Local}
}

func monoNow() int64 {
	_, _, mono, _ := rt.Now()
	return mono
}

// Since is the time that has passed since t.
func Since(t Time) Duration {
	if t.wall&monotonic != 0 {
		return span(monoNow(), t.ext)
	}
	return Now().Sub(t)
}

// Until is the time that has to pass until t.
func Until(t Time) Duration {
	if t.wall&monotonic != 0 {
		return span(t.ext, monoNow())
	}
	return t.Sub(Now())
}

// span is t - u within the range of Duration.
func span(t, u int64) Duration {
	d := Duration(t - u)
	if d < 0 && t > u {
		return maxDuration
	}
	if d > 0 && t < u {
		return minDuration
	}
	return d
}

func (t *Time) nsec() int32 { return int32(t.wall & nanoMask) }

// sec is the number of seconds since year 1.
func (t *Time) sec() int64 {
	if t.wall&monotonic == 0 {
		return t.ext
	}
	return yearOneTo1885 + int64(t.wall&^monotonic>>nanoBits)
}

func (t *Time) unix() int64 { return t.sec() - yearOneToUnix }

// forgetMono drops the reading of the monotonic clock.
func (t *Time) forgetMono() {
	if t.wall&monotonic != 0 {
		t.ext = t.sec()
		t.wall &= nanoMask
	}
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utcLoc {
		loc = nil
	}
	t.forgetMono()
	t.loc = loc
}

// addSec moves t by whole seconds and stops at the ends of the range.
func (t *Time) addSec(d int64) {
	if t.wall&monotonic != 0 {
		s := int64(t.wall&^monotonic>>nanoBits) + d
		if 0 <= s && s < 1<<33 {
			t.wall = monotonic | uint64(s)<<nanoBits | t.wall&nanoMask
			return
		}
		t.forgetMono()
	}
	s := t.ext + d
	switch {
	case (s > t.ext) == (d > 0):
		t.ext = s
	case d > 0:
		t.ext = 1<<63 - 1
	default:
		t.ext = -(1<<63 - 1)
	}
}

// IsZero reports whether t is January 1, year 1, 00:00:00 UTC.
func (t Time) IsZero() bool { return t.wall == 0 && t.ext == 0 }

// Compare returns -1 if t is before u, +1 if it is after u, or 0.
func (t Time) Compare(u Time) int {
	var a, b int64
	if t.wall&u.wall&monotonic != 0 {
		a, b = t.ext, u.ext
	} else if a, b = t.sec(), u.sec(); a == b {
		a, b = int64(t.nsec()), int64(u.nsec())
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal reports whether t and u are the same moment.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// Add is t moved by d.
func (t Time) Add(d Duration) Time {
	sec := int64(d / Second)
	nsec := t.nsec() + int32(d%Second)
	if nsec >= 1e9 {
		sec++
		nsec -= 1e9
	} else if nsec < 0 {
		sec--
		nsec += 1e9
	}
	t.wall = t.wall&^nanoMask | uint64(nsec)
	t.addSec(sec)
	if t.wall&monotonic != 0 {
		mono := t.ext + int64(d)
		if (d < 0 && mono > t.ext) || (d > 0 && mono < t.ext) {
			t.forgetMono()
		} else {
			t.ext = mono
		}
	}
	return t
}

// Sub is t - u within the range of Duration.
func (t Time) Sub(u Time) Duration {
	if t.wall&u.wall&monotonic != 0 {
		return span(t.ext, u.ext)
	}
	d := Duration(t.sec()-u.sec())*Second + Duration(t.nsec()-u.nsec())
	if u.Add(d).Equal(t) {
		return d
	}
	if t.Before(u) {
		return minDuration
	}
	return maxDuration
}

// AddDate is t moved by years, months and days, normalized as Date does.
func (t Time) AddDate(years int, months int, days int) Time {
	y, m, d := t.Date()
	hour, min, sec := t.Clock()
	return Date(y+years, m+Month(months), d+days, hour, min, sec, int(t.nsec()), t.Location())
}

// over is how far t lies past the last multiple of d since year 1.
func (t *Time) over(d Duration) Duration {
	sec, nsec := t.sec(), int64(t.nsec())
	before := sec < 0
	if before {
		sec, nsec = -sec, -nsec
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	var r Duration
	if d%Second == 0 {
		r = Duration(sec%int64(d/Second))*Second + Duration(nsec)
	} else {
		hi, lo := bits.Mul64(uint64(sec), 1e9)
		lo, carry := bits.Add64(lo, uint64(nsec), 0)
		r = Duration(bits.Rem64(hi+carry, lo, uint64(d)))
	}
	if before && r != 0 {
		r = d - r
	}
	return r
}

// Truncate rounds t down to a multiple of d since the zero time.
func (t Time) Truncate(d Duration) Time {
	t.forgetMono()
	if d <= 0 {
		return t
	}
	return t.Add(-t.over(d))
}

// Round rounds t to the nearest multiple of d since the zero time, halves up.
func (t Time) Round(d Duration) Time {
	t.forgetMono()
	if d <= 0 {
		return t
	}
	r := t.over(d)
	if underHalf(r, d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

func fromUnix(sec int64, nsec int32) Time {
	return Time{uint64(nsec), sec + yearOneToUnix, Local}
}

// Unix is the local time sec seconds and nsec nanoseconds after January 1, 1970 UTC.
func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		sec += nsec / 1e9
		nsec %= 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return fromUnix(sec, int32(nsec))
}

// UnixMilli is the local time msec milliseconds after January 1, 1970 UTC.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }

// UnixMicro is the local time usec microseconds after January 1, 1970 UTC.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

// Unix is the number of seconds since January 1, 1970 UTC.
func (t Time) Unix() int64 { return t.unix() }

// UnixMilli is the number of milliseconds since January 1, 1970 UTC.
func (t Time) UnixMilli() int64 { return t.unix()*1e3 + int64(t.nsec())/1e6 }

// UnixMicro is the number of microseconds since January 1, 1970 UTC.
func (t Time) UnixMicro() int64 { return t.unix()*1e6 + int64(t.nsec())/1e3 }

// UnixNano is the number of nanoseconds since January 1, 1970 UTC.
func (t Time) UnixNano() int64 { return t.unix()*1e9 + int64(t.nsec()) }

// UTC is t with the location UTC.
func (t Time) UTC() Time {
	t.setLoc(&utcLoc)
	return t
}

// Local is t with the location Local.
func (t Time) Local() Time {
	t.setLoc(Local)
	return t
}

// In is t with the location loc.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location is where t is to be shown.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone is the abbreviation of t's zone and its offset in seconds east of UTC.
func (t Time) Zone() (name string, offset int) { return t.loc.zoneAt() }

// ZoneBounds is when the rules of t's zone begin and end; never, here.
func (t Time) ZoneBounds() (start, end Time) { return }

// IsDST reports whether summer time is in force; never, here.
func (t Time) IsDST() bool { return false }
