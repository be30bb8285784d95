// Reading times.

package time

import "errors"

// A ParseError says why a text is no time.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	head := "parsing time " + quote(e.Value)
	if e.Message != "" {
		return head + e.Message
	}
	return head + " as " + quote(e.Layout) + ": cannot parse " +
		quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// Parse reads value, which is written as layout writes the reference time.
func Parse(layout, value string) (Time, error) {
	return parse(layout, value, UTC, Local)
}

// ParseInLocation is Parse that takes times without a zone to be at loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// A reader takes values from the front of a text. bad says that what was
// there does not fit, outOf that the named part is out of its range.
type reader struct {
	rest  string
	bad   bool
	outOf string

	year, month, day, yday int
	hour, min, sec, nsec   int
	am, pm                 bool
	utc                    bool
	offset                 int
	zone                   string
}

func parse(layout, value string, noZone, local *Location) (Time, error) {
	r := reader{rest: value, month: -1, day: -1, yday: -1, offset: -1}
	fail := func(elem, rest, message string) (Time, error) {
		return Time{}, &ParseError{layout, value, elem, rest, message}
	}
	for todo := layout; ; {
		e := next(todo)
		prefix := todo[:e.start]
		if !r.skip(prefix) {
			return fail(prefix, r.rest, "")
		}
		if e.kind == kNone {
			if r.rest != "" {
				return fail("", r.rest, ": extra text: "+quote(r.rest))
			}
			break
		}
		elem := todo[e.start:e.end]
		todo = todo[e.end:]
		before := r.rest
		r.read(e.kind, elem, todo)
		if r.outOf != "" {
			return fail(elem, r.rest, ": "+r.outOf+" out of range")
		}
		if r.bad {
			return fail(elem, before, "")
		}
	}
	if r.pm && r.hour < 12 {
		r.hour += 12
	} else if r.am && r.hour == 12 {
		r.hour = 0
	}
	if why := r.settleDay(); why != "" {
		return fail("", r.rest, ": "+why)
	}
	at := noZone
	if r.utc || r.offset != -1 || r.zone != "" {
		at = UTC
	}
	t := Date(r.year, Month(r.month), r.day, r.hour, r.min, r.sec, r.nsec, at)
	switch {
	case r.utc:
	case r.offset != -1:
		t.addSec(-int64(r.offset))
		name, offset := local.zoneAt()
		if offset == r.offset && (r.zone == "" || name == r.zone) {
			t.setLoc(local)
		} else {
			t.setLoc(FixedZone(r.zone, r.offset))
		}
	case r.zone != "":
		if local != nil && local.fixed && local.name == r.zone {
			t.addSec(-int64(local.offset))
			t.setLoc(local)
			break
		}
		// An unknown abbreviation; only GMT says how far away it is.
		offset := 0
		if len(r.zone) > 3 && r.zone[:3] == "GMT" {
			offset, _ = number(r.zone[3:])
			offset *= hour
		}
		t.setLoc(FixedZone(r.zone, offset))
	}
	return t, nil
}

// settleDay works out month and day, and says what is wrong with them.
func (r *reader) settleDay() string {
	if r.yday >= 0 {
		last := 365
		if isLeap(r.year) {
			last = 366
		}
		if r.yday < 1 || r.yday > last {
			return "day-of-year out of range"
		}
		m, d := January, r.yday
		for d > daysIn(m, r.year) {
			d -= daysIn(m, r.year)
			m++
		}
		if r.month >= 0 && r.month != int(m) {
			return "day-of-year does not match month"
		}
		if r.day >= 0 && r.day != d {
			return "day-of-year does not match day"
		}
		r.month, r.day = int(m), d
	}
	if r.month < 0 {
		r.month = 1
	}
	if r.day < 0 {
		r.day = 1
	}
	if r.day < 1 || r.day > daysIn(Month(r.month), r.year) {
		return "day out of range"
	}
	return ""
}

// skip takes text as in the layout; runs of spaces match any others.
func (r *reader) skip(text string) bool {
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			if r.rest != "" && r.rest[0] != ' ' {
				return false
			}
			for i < len(text) && text[i] == ' ' {
				i++
			}
			for r.rest != "" && r.rest[0] == ' ' {
				r.rest = r.rest[1:]
			}
			continue
		}
		if r.rest == "" || r.rest[0] != text[i] {
			return false
		}
		r.rest = r.rest[1:]
		i++
	}
	return true
}

// take removes n bytes; it fails if there are fewer.
func (r *reader) take(n int) string {
	if len(r.rest) < n {
		r.bad = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// upTo reads a number of at most n digits; if exact, of n digits.
func (r *reader) upTo(n int, exact bool) int {
	x, i := 0, 0
	for i < n && i < len(r.rest) && isDigit(r.rest[i]) {
		x = x*10 + int(r.rest[i]-'0')
		i++
	}
	if i == 0 || exact && i < n {
		r.bad = true
		return 0
	}
	r.rest = r.rest[i:]
	return x
}

// clock is upTo for a number with a range.
func (r *reader) clock(exact bool, max int, name string) int {
	n := r.upTo(2, exact)
	if n > max {
		r.outOf = name
	}
	return n
}

// name reads one of the names, or their first n letters, in any case.
func (r *reader) name(names []string, n int) int {
	for i, name := range names {
		if n > 0 {
			name = name[:n]
		}
		if len(r.rest) >= len(name) && sameLetters(r.rest[:len(name)], name) {
			r.rest = r.rest[len(name):]
			return i
		}
	}
	r.bad = true
	return -1
}

func sameLetters(s, name string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]|0x20 != name[i]|0x20 {
			return false
		}
	}
	return true
}

// number reads all of s as a number with an optional sign.
func number(s string) (x int, ok bool) {
	minus := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		minus = s[0] == '-'
		s = s[1:]
	}
	u, n, ok := leadingInt(s)
	if !ok || n < len(s) {
		return 0, false
	}
	if minus {
		return -int(u), true
	}
	return int(u), true
}

// read takes one element. todo is the layout after it.
func (r *reader) read(k kind, elem, todo string) {
	switch k {
	case kYear:
		if r.rest == "" || !isDigit(r.rest[0]) {
			r.bad = true
			return
		}
		r.year = r.whole(4)
	case kYear2:
		if r.year = r.whole(2); r.bad {
			return
		}
		if r.year >= 69 {
			r.year += 1900
		} else {
			r.year += 2000
		}
	case kMonthName:
		r.month = r.name(monthNames[:], 0) + 1
	case kMonthAbbr:
		r.month = r.name(monthNames[:], 3) + 1
	case kMonth, kMonth0:
		r.month = r.upTo(2, k == kMonth0)
		if !r.bad && (r.month < 1 || r.month > 12) {
			r.outOf = "month"
		}
	case kDayName:
		r.name(dayNames[:], 0)
	case kDayAbbr:
		r.name(dayNames[:], 3)
	case kDay, kDayPad, kDay0:
		if k == kDayPad {
			r.space()
		}
		r.day = r.upTo(2, k == kDay0)
	case kYdayPad, kYday0:
		if k == kYdayPad {
			r.space()
			r.space()
		}
		r.yday = r.upTo(3, k == kYday0)
	case kHour:
		r.hour = r.clock(false, 23, "hour")
	case kHour12, kHour120:
		r.hour = r.clock(k == kHour120, 12, "hour")
	case kMin, kMin0:
		r.min = r.clock(k == kMin0, 59, "minute")
	case kSec, kSec0:
		r.sec = r.clock(k == kSec0, 59, "second")
		if r.bad || r.outOf != "" {
			return
		}
		// A fraction may follow that the layout does not mention.
		if k := next(todo).kind; k != kFrac0 && k != kFrac9 {
			r.fraction()
		}
	case kPM, kpm:
		switch half := r.take(2); {
		case r.bad:
		case k == kPM && half == "PM" || k == kpm && half == "pm":
			r.pm = true
		case k == kPM && half == "AM" || k == kpm && half == "am":
			r.am = true
		default:
			r.bad = true
		}
	case kZoneName:
		if len(r.rest) >= 3 && r.rest[:3] == "UTC" {
			r.utc = true
			r.rest = r.rest[3:]
			return
		}
		n := zoneName(r.rest)
		if n == 0 {
			r.bad = true
			return
		}
		r.zone = r.take(n)
	case kFrac0:
		if len(r.rest) < len(elem) {
			r.bad = true
			return
		}
		r.nanos(len(elem))
	case kFrac9:
		r.fraction()
	default:
		r.zoneOffset(k)
	}
}

func (r *reader) space() {
	if r.rest != "" && r.rest[0] == ' ' {
		r.rest = r.rest[1:]
	}
}

// whole reads n bytes as a number.
func (r *reader) whole(n int) int {
	s := r.take(n)
	if r.bad {
		return 0
	}
	x, ok := number(s)
	r.bad = !ok
	return x
}

// fraction reads a fraction of a second if there is one.
func (r *reader) fraction() {
	s := r.rest
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || !isDigit(s[1]) {
		return
	}
	n := 2
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	r.nanos(n)
}

// nanos reads a point or comma and n-1 digits; those after the ninth are lost.
func (r *reader) nanos(n int) {
	s := r.rest[:n]
	if s[0] != '.' && s[0] != ',' {
		r.bad = true
	} else {
		s = s[1:min(n, 10)]
		x, ok := number(s)
		if !ok {
			r.bad = true
		} else if x < 0 {
			r.outOf = "fractional second"
		} else {
			for i := len(s); i < 9; i++ {
				x *= 10
			}
			r.nsec = x
		}
	}
	r.rest = r.rest[n:]
}

// zoneOffset reads an offset from UTC.
func (r *reader) zoneOffset(k kind) {
	if k&offZ != 0 {
		if r.rest != "" && r.rest[0] == 'Z' {
			r.utc = true
			r.rest = r.rest[1:]
			return
		}
		k &^= offZ
	}
	colon := k == kOffsetColon || k == kOffsetSecColon
	n, step := 5, 2
	switch k {
	case kOffsetColon:
		n = 6
	case kOffsetShort:
		n = 3
	case kOffsetSec:
		n = 7
	case kOffsetSecColon:
		n = 9
	}
	if colon {
		step = 3
	}
	if len(r.rest) < n {
		r.bad = true
		return
	}
	s := r.rest[:n]
	for i := 3; colon && i < n; i += step {
		if s[i] != ':' {
			r.bad = true
			return
		}
	}
	r.rest = r.rest[n:]
	var parts [3]int
	for i, at := 0, 1; at+1 < n; i, at = i+1, at+step {
		if !isDigit(s[at]) || !isDigit(s[at+1]) {
			r.bad = true
			break
		}
		parts[i] = int(s[at]-'0')*10 + int(s[at+1]-'0')
	}
	switch {
	case parts[2] > 60:
		r.outOf = "time zone offset second"
	case parts[1] > 60:
		r.outOf = "time zone offset minute"
	case parts[0] > 24:
		r.outOf = "time zone offset hour"
	}
	r.offset = (parts[0]*60+parts[1])*60 + parts[2]
	switch s[0] {
	case '+':
	case '-':
		r.offset = -r.offset
	default:
		r.bad = true
	}
}

// zoneName is the length of the abbreviation of a zone at the start of s, or 0.
func zoneName(s string) int {
	if len(s) < 3 {
		return 0
	}
	if len(s) >= 4 && (s[:4] == "ChST" || s[:4] == "MeST") {
		return 4
	}
	if s[:3] == "GMT" {
		return 3 + hours(s[3:])
	}
	if s[0] == '+' || s[0] == '-' {
		return hours(s)
	}
	n := 0
	for n < len(s) && n < 6 && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	switch {
	case n == 3,
		n == 4 && (s[3] == 'T' || s[:4] == "WITA"),
		n == 5 && s[4] == 'T':
		return n
	}
	return 0
}

// hours is the length of a signed number of at most 23 at the start of s, or 0.
func hours(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	x, n, ok := leadingInt(s[1:])
	if !ok || n == 0 || x > 23 {
		return 0
	}
	return 1 + n
}

// strict reads RFC 3339.
func strict(s []byte) (Time, error) { return Parse(RFC3339, string(s)) }

// appendStrict appends t as RFC 3339 if that can express it.
func (t Time) appendStrict(b []byte) ([]byte, error) {
	n := len(b)
	b = t.AppendFormat(b, RFC3339Nano)
	if b[n+4] != '-' {
		return b, errors.New("year outside of range [0,9999]")
	}
	if last := len(b) - 6; b[len(b)-1] != 'Z' {
		if isDigit(b[last]) || (b[last+1]-'0')*10+b[last+2]-'0' >= 24 {
			return b, errors.New("timezone hour outside of range [0,23]")
		}
	}
	return b, nil
}
