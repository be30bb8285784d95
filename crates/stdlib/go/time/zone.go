// Locations. Only UTC and fixed offsets exist; Local is UTC.

package time

import "errors"

// A Location says how clocks are set.
type Location struct {
	name   string
	fixed  bool
	offset int
	_      int // gc's, with its rules, is as large
	_      [8]*Location
}

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

// Local is the location of the machine.
var Local *Location = &localLoc

var (
	utcLoc   = Location{name: "UTC"}
	localLoc = Location{name: "UTC"}
)

// String is the name of the location.
func (l *Location) String() string {
	if l == nil {
		return utcLoc.name
	}
	return l.name
}

func (l *Location) zoneAt() (name string, offset int) {
	if l == nil || !l.fixed {
		return "UTC", 0
	}
	return l.name, l.offset
}

const hour = 3600

// Unnamed zones with whole hours exist once, so that equal times compare equal.
var hourZones = [...]Location{
	{fixed: true, offset: -12 * hour}, {fixed: true, offset: -11 * hour},
	{fixed: true, offset: -10 * hour}, {fixed: true, offset: -9 * hour},
	{fixed: true, offset: -8 * hour}, {fixed: true, offset: -7 * hour},
	{fixed: true, offset: -6 * hour}, {fixed: true, offset: -5 * hour},
	{fixed: true, offset: -4 * hour}, {fixed: true, offset: -3 * hour},
	{fixed: true, offset: -2 * hour}, {fixed: true, offset: -1 * hour},
	{fixed: true, offset: 0}, {fixed: true, offset: 1 * hour},
	{fixed: true, offset: 2 * hour}, {fixed: true, offset: 3 * hour},
	{fixed: true, offset: 4 * hour}, {fixed: true, offset: 5 * hour},
	{fixed: true, offset: 6 * hour}, {fixed: true, offset: 7 * hour},
	{fixed: true, offset: 8 * hour}, {fixed: true, offset: 9 * hour},
	{fixed: true, offset: 10 * hour}, {fixed: true, offset: 11 * hour},
	{fixed: true, offset: 12 * hour}, {fixed: true, offset: 13 * hour},
	{fixed: true, offset: 14 * hour},
}

// FixedZone is a location that is always offset seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	if h := offset / hour; name == "" && offset%hour == 0 && -12 <= h && h <= 14 {
		return &hourZones[h+12]
	}
	return &Location{name: name, fixed: true, offset: offset}
}

// LoadLocation knows the names "", "UTC" and "Local".
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	bad := name[0] == '/' || name[0] == '\\'
	for i := 1; i < len(name); i++ {
		bad = bad || name[i-1] == '.' && name[i] == '.'
	}
	if bad {
		return nil, errors.New("time: invalid location name")
	}
	return nil, errors.New("unknown time zone " + name)
}

// LoadLocationFromTZData is not supported.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	return nil, errors.New("time: LoadLocationFromTZData is not supported")
}
