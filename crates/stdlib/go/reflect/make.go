// Values made of types, and what else is made.

package reflect

import (
	"internal/rt"
	"unsafe"
)

// MakeChan is a new channel of type t with room for buffer elements.
func MakeChan(t Type, buffer int) Value {
	switch {
	case t.common().Kind != rt.Chan:
		panic("reflect.MakeChan of non-chan type")
	case buffer < 0:
		panic("reflect.MakeChan: negative buffer size")
	case t.ChanDir() != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	c := rt.MakeChan(t.common(), buffer)
	return Value{t.common(), unsafe.Pointer(&c), 0}
}

// SliceAt is the slice of n elements of type t at p.
func SliceAt(t Type, p unsafe.Pointer, n int) Value {
	_ = unsafe.Slice((*byte)(p), n) // panics as it does for a bad length
	h := rt.SliceHeader{Data: p, Len: n, Cap: n}
	return Value{SliceOf(t).common(), unsafe.Pointer(&h), 0}
}

// SetPointer sets an unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustSet("SetPointer")
	v.must("SetPointer", UnsafePointer)
	*(*unsafe.Pointer)(v.ptr) = x
}

// FieldByNameFunc is the field whose name match accepts; the zero Value if there is none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	v.must("FieldByNameFunc", Struct)
	if f, ok := toType(v.t).FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc is the field whose name match accepts: the least deep, if it is the only one so
// deep.
func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	t.mustStruct("FieldByNameFunc")
	var found StructField
	least, count := 0, 0
	for _, f := range VisibleFields(t) {
		if !match(f.Name) {
			continue
		}
		switch depth := len(f.Index); {
		case count == 0 || depth < least:
			found, least, count = f, depth, 1
		case depth == least:
			count++
		}
	}
	if count != 1 {
		return StructField{}, false
	}
	return found, true
}

func (t *rtype) zero() Value { return Zero(toType(&t.t)) }

func (t *rtype) mustBe(method string, ok bool) {
	if !ok {
		panic("reflect: " + method + " of non-" + map[string]string{
			"OverflowComplex": "complex", "OverflowFloat": "float", "OverflowInt": "int", "OverflowUint": "uint",
		}[method] + " type " + t.String())
	}
}

func (t *rtype) OverflowComplex(x complex128) bool {
	t.mustBe("OverflowComplex", t.zero().CanComplex())
	return t.zero().OverflowComplex(x)
}

func (t *rtype) OverflowFloat(x float64) bool {
	t.mustBe("OverflowFloat", t.zero().CanFloat())
	return t.zero().OverflowFloat(x)
}

func (t *rtype) OverflowInt(x int64) bool {
	t.mustBe("OverflowInt", t.zero().CanInt())
	return t.zero().OverflowInt(x)
}

func (t *rtype) OverflowUint(x uint64) bool {
	t.mustBe("OverflowUint", t.zero().CanUint())
	return t.zero().OverflowUint(x)
}

// OverflowComplex reports whether a complex number of v's type cannot hold x.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.wrong("OverflowComplex")
	}
	return v.t.Kind == rt.Complex64 && (overflows32(real(x)) || overflows32(imag(x)))
}

// overflows32 reports whether a finite x becomes infinite as a float32.
func overflows32(x float64) bool {
	f := float32(x)
	return x-x == 0 && f-f != 0
}
