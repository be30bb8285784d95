// Attributes: keys with values.

package slog

import "time"

// Attr is a key and its value.
type Attr struct {
	Key   string
	Value Value
}

// String is an Attr of a string.
func String(key, value string) Attr { return Attr{key, StringValue(value)} }

// Int64 is an Attr of an int64.
func Int64(key string, value int64) Attr { return Attr{key, Int64Value(value)} }

// Int is an Attr of an int, kept as an int64.
func Int(key string, value int) Attr { return Attr{key, IntValue(value)} }

// Uint64 is an Attr of a uint64.
func Uint64(key string, v uint64) Attr { return Attr{key, Uint64Value(v)} }

// Float64 is an Attr of a float64.
func Float64(key string, v float64) Attr { return Attr{key, Float64Value(v)} }

// Bool is an Attr of a bool.
func Bool(key string, v bool) Attr { return Attr{key, BoolValue(v)} }

// Time is an Attr of a time, without its monotonic part.
func Time(key string, v time.Time) Attr { return Attr{key, TimeValue(v)} }

// Duration is an Attr of a duration.
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }

// Group is an Attr of Attrs, given as to Logger.Log.
func Group(key string, args ...any) Attr { return Attr{key, GroupValue(attrsOf(args)...)} }

// GroupAttrs is an Attr of Attrs.
func GroupAttrs(key string, attrs ...Attr) Attr { return Attr{key, GroupValue(attrs...)} }

// Any is an Attr of anything; see AnyValue.
func Any(key string, value any) Attr { return Attr{key, AnyValue(value)} }

// Equal reports whether keys and values are equal.
func (a Attr) Equal(b Attr) bool { return a.Key == b.Key && a.Value.Equal(b.Value) }

// String is "key=value".
func (a Attr) String() string { return a.Key + "=" + a.Value.String() }

// isZero reports whether a is the zero Attr, which handlers leave out.
func (a Attr) isZero() bool { return a.Key == "" && a.Value.bits == 0 && a.Value.held == nil }

// badKey stands before a value that has no key.
const badKey = "!BADKEY"

// nextAttr takes an Attr, or a key and a value, off the front of args.
func nextAttr(args []any) (Attr, []any) {
	switch first := args[0].(type) {
	case Attr:
		return first, args[1:]
	case string:
		if len(args) > 1 {
			return Any(first, args[1]), args[2:]
		}
	}
	return Any(badKey, args[0]), args[1:]
}

func attrsOf(args []any) []Attr {
	var attrs []Attr
	for len(args) > 0 {
		var a Attr
		a, args = nextAttr(args)
		attrs = append(attrs, a)
	}
	return attrs
}

// withoutEmpty is attrs without groups that have nothing in them.
func withoutEmpty(attrs []Attr) []Attr {
	for i, a := range attrs {
		if !a.Value.isEmptyGroup() {
			continue
		}
		kept := append([]Attr(nil), attrs[:i]...)
		for _, a := range attrs[i+1:] {
			if !a.Value.isEmptyGroup() {
				kept = append(kept, a)
			}
		}
		return kept
	}
	return attrs
}
