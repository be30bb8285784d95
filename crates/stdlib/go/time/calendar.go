// Days, months and years.

package time

// A Month is a month of the year, from 1.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
}

// String is the English name of the month.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return odd("Month", uint64(m))
}

// A Weekday is a day of the week; Sunday is 0.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
}

// String is the English name of the day.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return odd("Weekday", uint64(d))
}

func odd(what string, n uint64) string {
	var buf [20]byte
	return "%!" + what + "(" + string(buf[digits(buf[:], n):]) + ")"
}

// Days are counted from March 1 of a year so far back that no moment lies
// before it, at the start of a cycle of 400 years. Years that begin in March
// have their leap day at the end, which makes the arithmetic regular.
const (
	dayZeroYear   = -292277022400
	daysPer400    = 400*365 + 97
	dayZeroToOne  = -dayZeroYear/400*daysPer400 + 306
	epochToOneSec = dayZeroToOne * secondsPerDay
)

// local is t's seconds since day zero, on the clocks of its location.
func (t *Time) local() uint64 {
	_, offset := t.loc.zoneAt()
	return uint64(t.sec()+int64(offset)) + epochToOneSec
}

// split finds the year (from March), the day in it, and the month (from March).
func split(days uint64) (year uint64, yday, month uint) {
	cycle := days / daysPer400
	d := uint(days % daysPer400)
	y := (d - d/1460 + d/36524 - d/(daysPer400-1)) / 365
	yday = d - (365*y + y/4 - y/100)
	return cycle*400 + uint64(y), yday, (5*yday + 2) / 153
}

func civil(days uint64) (year int, month Month, day int) {
	y, yday, m := split(days)
	day = int(yday-(153*m+2)/5) + 1
	year = int(y) + dayZeroYear
	if m < 10 {
		return year, Month(m) + March, day
	}
	return year + 1, Month(m) - 9, day
}

func yearDay(days uint64) (year, yday int) {
	y, d, m := split(days)
	year = int(y) + dayZeroYear
	if m >= 10 {
		return year + 1, int(d) - 305
	}
	yday = int(d) + 60
	if isLeap(year) {
		yday++
	}
	return year, yday
}

// dayNumber is the inverse of civil; day may be any number.
func dayNumber(year int, month Month, day int) uint64 {
	y := uint64(year - dayZeroYear)
	m := uint64(month) - 3
	if month < March {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*m+2)/5 + uint64(day-1)
}

func weekday(days uint64) Weekday { return Weekday((days + 3) % 7) }

func isLeap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

func daysIn(m Month, year int) int {
	switch m {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}

// carry brings lo into [0, base).
func carry(hi, lo, base int) (int, int) {
	n := lo / base
	if lo%base < 0 {
		n--
	}
	return hi + n, lo - n*base
}

// Date is the moment with that date and time of day at loc. Values outside
// their usual ranges are carried over.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	year, m := carry(year, int(month)-1, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)
	_, offset := loc.zoneAt()
	s := dayNumber(year, Month(m+1), day)*secondsPerDay + uint64(hour*3600+min*60+sec-offset)
	t := Time{uint64(nsec), int64(s - epochToOneSec), nil}
	t.setLoc(loc)
	return t
}

// Date is the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) { return civil(t.local() / secondsPerDay) }

// Year is the year of t.
func (t Time) Year() int {
	y, _, _ := t.Date()
	return y
}

// Month is the month of t.
func (t Time) Month() Month {
	_, m, _ := t.Date()
	return m
}

// Day is the day of the month of t.
func (t Time) Day() int {
	_, _, d := t.Date()
	return d
}

// Weekday is the day of the week of t.
func (t Time) Weekday() Weekday { return weekday(t.local() / secondsPerDay) }

// YearDay is the day of the year of t, from 1.
func (t Time) YearDay() int {
	_, d := yearDay(t.local() / secondsPerDay)
	return d
}

// ISOWeek is the ISO 8601 week of t, and the year that it counts to.
func (t Time) ISOWeek() (year, week int) {
	// A week belongs to the year of its Thursday.
	days := t.local() / secondsPerDay
	fromMonday := (uint64(weekday(days)) + 6) % 7
	year, yday := yearDay(days + 3 - fromMonday)
	return year, (yday-1)/7 + 1
}

// Clock is the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	s := int(t.local() % secondsPerDay)
	return s / 3600, s / 60 % 60, s % 60
}

// Hour is the hour of t.
func (t Time) Hour() int { return int(t.local() % secondsPerDay / 3600) }

// Minute is the minute of t.
func (t Time) Minute() int { return int(t.local() % 3600 / 60) }

// Second is the second of t.
func (t Time) Second() int { return int(t.local() % 60) }

// Nanosecond is the nanosecond of t within its second.
func (t Time) Nanosecond() int { return int(t.nsec()) }
