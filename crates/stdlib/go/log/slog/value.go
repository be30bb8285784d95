// Values: anything, with the common kinds known by name.

package slog

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Value is a value of some Kind. The zero Value is nil.
type Value struct {
	_    [0]func() // Values are compared with Equal, not with ==.
	bits uint64    // what a number, bool or duration is
	held any       // what another value is, or the mark of a kind in bits
}

// What Value.held holds besides the values of users. No user can name these types.
type (
	mark    Kind // the value is in bits, and this is its kind
	text    string
	instant time.Time
	group   []Attr
)

// Kind is the kind of a Value.
type Kind int

// Kinds.
const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

var kindNames = [...]string{
	"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer",
}

// String is the kind's name.
func (k Kind) String() string {
	if uint(k) < uint(len(kindNames)) {
		return kindNames[k]
	}
	return "<unknown slog.Kind>"
}

// Kind is what v is.
func (v Value) Kind() Kind {
	switch x := v.held.(type) {
	case mark:
		return Kind(x)
	case text:
		return KindString
	case instant:
		return KindTime
	case group:
		return KindGroup
	case LogValuer:
		return KindLogValuer
	}
	return KindAny
}

// StringValue is a Value of a string.
func StringValue(value string) Value { return Value{held: text(value)} }

// IntValue is a Value of an int, kept as an int64.
func IntValue(v int) Value { return Int64Value(int64(v)) }

// Int64Value is a Value of an int64.
func Int64Value(v int64) Value { return Value{bits: uint64(v), held: mark(KindInt64)} }

// Uint64Value is a Value of a uint64.
func Uint64Value(v uint64) Value { return Value{bits: v, held: mark(KindUint64)} }

// Float64Value is a Value of a float64.
func Float64Value(v float64) Value {
	return Value{bits: math.Float64bits(v), held: mark(KindFloat64)}
}

// BoolValue is a Value of a bool.
func BoolValue(v bool) Value {
	out := Value{held: mark(KindBool)}
	if v {
		out.bits = 1
	}
	return out
}

// TimeValue is a Value of a time, without its monotonic part.
func TimeValue(v time.Time) Value {
	if v.IsZero() {
		v = time.Time{}
	}
	return Value{held: instant(v.Round(0))}
}

// DurationValue is a Value of a duration.
func DurationValue(v time.Duration) Value {
	return Value{bits: uint64(v), held: mark(KindDuration)}
}

// GroupValue is a Value of Attrs; groups without any are left out.
func GroupValue(as ...Attr) Value { return Value{held: group(withoutEmpty(as))} }

// AnyValue is a Value of the kind that goes with the type of v: numbers of all sizes
// become int64, uint64 or float64.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case string:
		return StringValue(v)
	case bool:
		return BoolValue(v)
	case int:
		return IntValue(v)
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case int64:
		return Int64Value(v)
	case uint:
		return Uint64Value(uint64(v))
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uint64:
		return Uint64Value(v)
	case uintptr:
		return Uint64Value(uint64(v))
	case float32:
		return Float64Value(float64(v))
	case float64:
		return Float64Value(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case []Attr:
		return GroupValue(v...)
	case Value:
		return v
	}
	return Value{held: v}
}

// Any is v's value as it is.
func (v Value) Any() any {
	switch v.Kind() {
	case KindBool:
		return v.bits == 1
	case KindDuration:
		return time.Duration(v.bits)
	case KindFloat64:
		return math.Float64frombits(v.bits)
	case KindInt64:
		return int64(v.bits)
	case KindUint64:
		return v.bits
	case KindString:
		return string(v.held.(text))
	case KindTime:
		return time.Time(v.held.(instant))
	case KindGroup:
		return []Attr(v.held.(group))
	}
	return v.held
}

// String is v as text, whatever it is.
func (v Value) String() string {
	if s, ok := v.held.(text); ok {
		return string(s)
	}
	return string(v.append(nil))
}

func (v Value) append(dst []byte) []byte {
	switch x := v.Any().(type) {
	case string:
		return append(dst, x...)
	case int64:
		return strconv.AppendInt(dst, x, 10)
	case uint64:
		return strconv.AppendUint(dst, x, 10)
	case float64:
		return strconv.AppendFloat(dst, x, 'g', -1, 64)
	case bool:
		return strconv.AppendBool(dst, x)
	case time.Duration:
		return append(dst, x.String()...)
	case time.Time:
		return x.AppendFormat(dst, "2006-01-02 15:04:05.999999999 -0700 MST")
	case Kind:
		return strconv.AppendInt(dst, int64(x), 10)
	default:
		return fmt.Append(dst, x)
	}
}

// must panics if v is not of the kind that a method is for.
func (v Value) must(want Kind) {
	if k := v.Kind(); k != want {
		panic("Value kind is " + k.String() + ", not " + want.String())
	}
}

// Int64 is the value of an int64; it panics if v is none, as the methods below do.
func (v Value) Int64() int64 {
	v.must(KindInt64)
	return int64(v.bits)
}

// Uint64 is the value of a uint64.
func (v Value) Uint64() uint64 {
	v.must(KindUint64)
	return v.bits
}

// Bool is the value of a bool.
func (v Value) Bool() bool {
	v.must(KindBool)
	return v.bits == 1
}

// Duration is the value of a duration.
func (v Value) Duration() time.Duration {
	v.must(KindDuration)
	return time.Duration(v.bits)
}

// Float64 is the value of a float64.
func (v Value) Float64() float64 {
	v.must(KindFloat64)
	return math.Float64frombits(v.bits)
}

// Time is the value of a time.
func (v Value) Time() time.Time {
	v.must(KindTime)
	return time.Time(v.held.(instant))
}

// LogValuer is the LogValuer that v is.
func (v Value) LogValuer() LogValuer { return v.held.(LogValuer) }

// Group is the Attrs of a group.
func (v Value) Group() []Attr {
	as, ok := v.held.(group)
	if !ok {
		panic("Group: bad kind")
	}
	return as
}

// Equal reports whether v and w are of one kind and equal. It panics, as == does, for
// values of other types that cannot be compared.
func (v Value) Equal(w Value) bool {
	k := v.Kind()
	if k != w.Kind() {
		return false
	}
	switch k {
	case KindFloat64:
		return v.Float64() == w.Float64()
	case KindTime:
		return v.Time().Equal(w.Time())
	case KindGroup:
		return slices.EqualFunc(v.Group(), w.Group(), Attr.Equal)
	}
	return v.bits == w.bits && v.held == w.held
}

func (v Value) isEmptyGroup() bool {
	as, ok := v.held.(group)
	return ok && len(as) == 0
}

// LogValuer is a value that says how it is to be logged.
type LogValuer interface {
	LogValue() Value
}

// mostLogValues is how often Resolve asks one value after another.
const mostLogValues = 100

// Resolve asks v for its LogValue until that is no LogValuer any more. If it panics or
// goes on for too long, the result is an error.
func (v Value) Resolve() (rv Value) {
	defer func() {
		if recover() != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%s", callers(3, 5)))
		}
	}()
	last := v
	for range mostLogValues {
		if last.Kind() != KindLogValuer {
			return last
		}
		last = last.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times on Value of type %T", v.Any()))
}

// callers describes at most most calls of this goroutine, those skip levels up first; 0 is
// the caller of callers.
func callers(skip, most int) string {
	pcs := make([]uintptr, most+1)
	pcs = pcs[:runtime.Callers(skip+1, pcs)]
	if len(pcs) == 0 {
		return "(no stack)"
	}
	var b strings.Builder
	frames := runtime.CallersFrames(pcs)
	for n := 1; ; n++ {
		f, more := frames.Next()
		fmt.Fprintf(&b, "called from %s (%s:%d)\n", f.Function, f.File, f.Line)
		if !more {
			return b.String()
		}
		if n == most {
			return b.String() + "(rest of stack elided)\n"
		}
	}
}
