// Values that one can range over.

package reflect

import (
	"internal/rt"
	"iter"
)

// rangeable reports whether t is a func that passes so many values to a yield function.
func rangeable(t *rt.Type, values int) bool {
	if t == nil || t.Kind != rt.Func || t.NumIn() != 1 || t.NumOut() != 0 {
		return false
	}
	yield := t.Param(0)
	return yield.Kind == rt.Func && yield.NumIn() == values && yield.NumOut() == 1 &&
		yield.Param(values).Kind == rt.Bool && yield.Param(values).PkgPath == ""
}

// CanSeq reports whether Value.Seq works on values of t.
func (t *rtype) CanSeq() bool {
	switch t.Kind() {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr,
		Array, Slice, Chan, String, Map:
		return true
	case Pointer:
		return t.t.Elem.Kind == rt.Array
	}
	return rangeable(&t.t, 1)
}

// CanSeq2 reports whether Value.Seq2 works on values of t.
func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Pointer:
		return t.t.Elem.Kind == rt.Array
	}
	return rangeable(&t.t, 2)
}

// Seq is what a range over v with one variable goes through.
func (v Value) Seq() iter.Seq[Value] {
	switch v.Kind() {
	case Func:
		if !rangeable(v.t, 1) {
			break
		}
		return func(yield func(Value) bool) {
			v.Call([]Value{MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0]))}
			})})
		}
	case Int, Int8, Int16, Int32, Int64:
		return numbers(uint64(max(v.Int(), 0)), v.Type())
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return numbers(v.Uint(), v.Type())
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok && yield(x); x, ok = v.Recv() {
			}
		}
	case Array, Slice, String, Map, Pointer:
		if !toType(v.t).CanSeq() {
			break
		}
		pairs := v.Seq2()
		return func(yield func(Value) bool) {
			pairs(func(k, _ Value) bool { return yield(k) })
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// numbers is 0 up to n, as values of t.
func numbers(n uint64, t Type) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range n {
			if !yield(ValueOf(i).Convert(t)) {
				return
			}
		}
	}
}

// Seq2 is what a range over v with two variables goes through.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	switch v.Kind() {
	case Func:
		if !rangeable(v.t, 2) {
			break
		}
		return func(yield func(Value, Value) bool) {
			v.Call([]Value{MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0], in[1]))}
			})})
		}
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next() && yield(it.Key(), it.Value()); {
			}
		}
	case Array, Slice, Pointer:
		if !toType(v.t).CanSeq2() {
			break
		}
		return func(yield func(Value, Value) bool) {
			of := Indirect(v)
			for i := range v.Len() {
				// Without an array there are indices only.
				var x Value
				if of.IsValid() {
					x = of.Index(i)
				}
				if !yield(ValueOf(i), x) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}
