// Layouts: how the reference time Mon Jan 2 15:04:05 MST 2006 would be written.

package time

const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// A kind is a part of a date or time and the way to write it.
type kind uint8

const (
	kNone           kind = iota
	kYear                // 2006
	kYear2               // 06
	kMonthName           // January
	kMonthAbbr           // Jan
	kMonth               // 1
	kMonth0              // 01
	kDayName             // Monday
	kDayAbbr             // Mon
	kDay                 // 2
	kDayPad              // _2
	kDay0                // 02
	kYdayPad             // __2
	kYday0               // 002
	kHour                // 15
	kHour12              // 3
	kHour120             // 03
	kMin                 // 4
	kMin0                // 04
	kSec                 // 5
	kSec0                // 05
	kPM                  // PM
	kpm                  // pm
	kZoneName            // MST
	kFrac0               // .000
	kFrac9               // .999
	kOffset              // -0700
	kOffsetColon         // -07:00
	kOffsetShort         // -07
	kOffsetSec           // -070000
	kOffsetSecColon      // -07:00:00

	// offZ is added to the kinds of offsets if UTC is written Z.
	offZ kind = 64
)

type verb struct {
	text string
	kind kind
}

// What can start with a given character; the first that fits wins.
var (
	verbsJ = [...]verb{{"January", kMonthName}, {"Jan", kMonthAbbr}}
	verbsM = [...]verb{{"Monday", kDayName}, {"Mon", kDayAbbr}, {"MST", kZoneName}}
	verbs0 = [...]verb{{"01", kMonth0}, {"02", kDay0}, {"03", kHour120}, {"04", kMin0}, {"05", kSec0}, {"06", kYear2}, {"002", kYday0}}
	verbs1 = [...]verb{{"15", kHour}, {"1", kMonth}}
	verbs2 = [...]verb{{"2006", kYear}, {"2", kDay}}
	verbs_ = [...]verb{{"_2006", kYear}, {"_2", kDayPad}, {"__2", kYdayPad}}
	verbs3 = [...]verb{{"3", kHour12}}
	verbs4 = [...]verb{{"4", kMin}}
	verbs5 = [...]verb{{"5", kSec}}
	verbsP = [...]verb{{"PM", kPM}}
	verbsp = [...]verb{{"pm", kpm}}
	verbsN = [...]verb{{"-070000", kOffsetSec}, {"-07:00:00", kOffsetSecColon}, {"-0700", kOffset}, {"-07:00", kOffsetColon}, {"-07", kOffsetShort}}
	verbsZ = [...]verb{{"Z070000", kOffsetSec + offZ}, {"Z07:00:00", kOffsetSecColon + offZ}, {"Z0700", kOffset + offZ}, {"Z07:00", kOffsetColon + offZ}, {"Z07", kOffsetShort + offZ}}
)

func verbsFor(c byte) []verb {
	switch c {
	case 'J':
		return verbsJ[:]
	case 'M':
		return verbsM[:]
	case '0':
		return verbs0[:]
	case '1':
		return verbs1[:]
	case '2':
		return verbs2[:]
	case '_':
		return verbs_[:]
	case '3':
		return verbs3[:]
	case '4':
		return verbs4[:]
	case '5':
		return verbs5[:]
	case 'P':
		return verbsP[:]
	case 'p':
		return verbsp[:]
	case '-':
		return verbsN[:]
	case 'Z':
		return verbsZ[:]
	}
	return nil
}

// An element is a place in a layout: layout[start:end] is to be replaced.
type element struct {
	kind       kind
	start, end int
}

// next finds the first element of a layout; its kind is kNone if there is none.
func next(layout string) element {
	for i := 0; i < len(layout); i++ {
		c := layout[i]
		if c == '.' || c == ',' {
			if e := fractionAt(layout, i); e.kind != kNone {
				return e
			}
			continue
		}
		if c >= 'a' && c != 'p' {
			continue
		}
		for _, v := range verbsFor(c) {
			end := i + len(v.text)
			if end > len(layout) || layout[i:end] != v.text {
				continue
			}
			switch v.kind {
			case kMonthAbbr, kDayAbbr:
				// Words like "Janitor" and "Money" are not dates.
				if end < len(layout) && 'a' <= layout[end] && layout[end] <= 'z' {
					continue
				}
			case kYear:
				// In "_2006" the underscore is text.
				return element{kYear, end - 4, end}
			}
			return element{v.kind, i, end}
		}
	}
	return element{kNone, len(layout), len(layout)}
}

// fractionAt looks for a fraction of a second, as .000 or ,999, at layout[i:].
func fractionAt(layout string, i int) element {
	j := i + 1
	if j == len(layout) || layout[j] != '0' && layout[j] != '9' {
		return element{}
	}
	for j < len(layout) && layout[j] == layout[i+1] {
		j++
	}
	if j < len(layout) && isDigit(layout[j]) {
		return element{}
	}
	if layout[i+1] == '0' {
		return element{kFrac0, i, j}
	}
	return element{kFrac9, i, j}
}
