// Changing variables, and making values.

package reflect

import (
	"internal/rt"
	"strconv"
	"unsafe"
)

func (v Value) mustSet(method string) {
	v.mustExported(method)
	if v.flag&addressable == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// Set assigns x to v.
func (v Value) Set(x Value) {
	v.mustSet("Set")
	if x.t == nil {
		panic("reflect: call of reflect.Value.Set on zero Value")
	}
	x.mustExported("Set")
	v.assign("reflect.Set", x)
}

func (v Value) assign(method string, x Value) {
	rt.TypedCopy(v.ptr, x.as(method, v.t).ptr, v.t.Size)
}

// as is v as a value of t, to which it must be assignable.
func (v Value) as(method string, t *rt.Type) Value {
	if v.t == nil {
		panic(&ValueError{method, Invalid})
	}
	if !assignable(v.t, t) {
		panic(method + ": value of type " + v.t.Str + " is not assignable to type " + t.Str)
	}
	if t.Kind == rt.Interface && v.t != t {
		p := rt.NewObject(t)
		rt.StoreIface(t, p, v.pack())
		return Value{t, p, 0}
	}
	return v
}

// SetZero sets v to its zero value.
func (v Value) SetZero() {
	v.mustSet("SetZero")
	rt.TypedCopy(v.ptr, rt.NewObject(v.t), v.t.Size)
}

// SetBool sets a bool.
func (v Value) SetBool(x bool) {
	v.mustSet("SetBool")
	v.must("SetBool", Bool)
	*(*bool)(v.ptr) = x
}

// SetInt sets a signed integer to x, cut to its size.
func (v Value) SetInt(x int64) {
	v.mustSet("SetInt")
	if !v.CanInt() {
		v.wrong("SetInt")
	}
	rt.StoreInt(v.t, v.ptr, uint64(x))
}

// SetUint sets an unsigned integer to x, cut to its size.
func (v Value) SetUint(x uint64) {
	v.mustSet("SetUint")
	if !v.CanUint() {
		v.wrong("SetUint")
	}
	rt.StoreInt(v.t, v.ptr, x)
}

// SetFloat sets a float.
func (v Value) SetFloat(x float64) {
	v.mustSet("SetFloat")
	switch v.Kind() {
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	default:
		v.wrong("SetFloat")
	}
}

// SetComplex sets a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustSet("SetComplex")
	switch v.Kind() {
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	default:
		v.wrong("SetComplex")
	}
}

// SetString sets a string.
func (v Value) SetString(x string) {
	v.mustSet("SetString")
	v.must("SetString", String)
	*(*string)(v.ptr) = x
}

// SetBytes sets a byte slice.
func (v Value) SetBytes(x []byte) {
	v.mustSet("SetBytes")
	v.must("SetBytes", Slice)
	if v.t.Elem.Kind != rt.Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetLen sets the length of a slice, within its capacity.
func (v Value) SetLen(n int) {
	v.mustSet("SetLen")
	v.must("SetLen", Slice)
	h := (*rt.SliceHeader)(v.ptr)
	if uint(n) > uint(h.Cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	h.Len = n
}

// SetCap lowers the capacity of a slice, to its length at least.
func (v Value) SetCap(n int) {
	v.mustSet("SetCap")
	v.must("SetCap", Slice)
	h := (*rt.SliceHeader)(v.ptr)
	if n < h.Len || n > h.Cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	h.Cap = n
}

// Grow makes room for n more elements in a slice.
func (v Value) Grow(n int) {
	v.mustSet("Grow")
	v.must("Grow", Slice)
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	h := (*rt.SliceHeader)(v.ptr)
	if h.Len+n < 0 {
		panic("reflect.Value.Grow: slice overflow")
	}
	if h.Len+n > h.Cap {
		c := max(h.Len+n, 2*h.Cap, 4)
		p := rt.MakeSlice(v.t.Elem, c, c)
		rt.TypedCopy(p, h.Data, uintptr(h.Len)*v.t.Elem.Size)
		h.Data, h.Cap = p, c
	}
}

// Clear deletes all entries of a map, or sets all elements of a slice to zero.
func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		for i := 0; i < v.Len(); i++ {
			v.Index(i).SetZero()
		}
	case Map:
		v.mustExported("Clear")
		rt.MapClear(*(*unsafe.Pointer)(v.ptr))
	default:
		v.wrong("Clear")
	}
}

func (v Value) mustExported(method string) {
	if v.t == nil {
		v.wrong(method)
	}
	if v.flag&readOnly != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

// MakeSlice is a new slice of type t.
func MakeSlice(t Type, len, cap int) Value {
	if t.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	h := rt.SliceHeader{Data: rt.MakeSlice(t.common().Elem, len, cap), Len: len, Cap: cap}
	return Value{t.common(), unsafe.Pointer(&h), 0}
}

// mustList panics if v is no slice. Functions that are no methods have no name in Go's messages.
func (v Value) mustList() {
	if v.Kind() != Slice {
		panic(&ValueError{"unknown method", v.Kind()})
	}
}

func (v Value) mustShow() {
	if v.flag&readOnly != 0 {
		panic("reflect: unknown method using value obtained using unexported field")
	}
}

// Append is the slice s with x after it.
func Append(s Value, x ...Value) Value {
	s.mustList()
	s.mustShow()
	n := s.Len()
	out := s.Slice(0, n)
	if need := n + len(x); need > s.Cap() {
		out = MakeSlice(toType(s.t), need, max(need, 2*s.Cap()))
		rt.TypedCopy((*rt.SliceHeader)(out.ptr).Data, (*rt.SliceHeader)(s.ptr).Data, uintptr(n)*s.t.Elem.Size)
	}
	(*rt.SliceHeader)(out.ptr).Len = n + len(x)
	for i, e := range x {
		out.Index(n+i).assign("reflect.Append", e)
	}
	return out
}

// AppendSlice is the slice s with the elements of t after it.
func AppendSlice(s, t Value) Value {
	s.mustList()
	t.mustList()
	if s.t.Elem != t.t.Elem {
		panic("reflect.AppendSlice: " + s.t.Elem.Str + " != " + t.t.Elem.Str)
	}
	s.mustShow()
	t.mustShow()
	s = s.Slice(0, s.Len())
	for i := 0; i < t.Len(); i++ {
		s = Append(s, t.Index(i))
	}
	return s
}

// Copy copies elements of src to dst, as many as both have, and says how many.
func Copy(dst, src Value) int {
	dst.mustShow()
	src.mustShow()
	n := min(dst.Len(), src.Len())
	for i := 0; i < n; i++ {
		dst.Index(i).Set(src.Index(i))
	}
	return n
}

// Swapper is a function that swaps two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	v.must("Swapper", Slice)
	spare := rt.NewObject(v.t.Elem)
	size := v.t.Elem.Size
	return func(i, j int) {
		a, b := v.Index(i).ptr, v.Index(j).ptr
		rt.TypedCopy(spare, a, size)
		rt.TypedCopy(a, b, size)
		rt.TypedCopy(b, spare, size)
	}
}

// CanConvert reports whether Convert does not panic.
func (v Value) CanConvert(t Type) bool {
	to := t.common()
	switch {
	case !v.Type().ConvertibleTo(t):
		return false
	case v.t.Kind == rt.Slice && to.Kind == rt.Array:
		return to.N <= v.Len()
	case sliceToPointer(v.t, to):
		return to.Elem.N <= v.Len()
	}
	return true
}

// Convert is v as a t.
func (v Value) Convert(t Type) Value {
	to := t.common()
	if !convertible(v.t, to) {
		panic("reflect.Value.Convert: value of type " + v.t.Str + " cannot be converted to type " + to.Str)
	}
	out := Value{to, rt.NewObject(to), addressable}
	switch {
	case to.Kind == rt.Interface:
		rt.StoreIface(to, out.ptr, v.pack())
	case sameUnderlying(v.t, to, false):
		// Not as numbers: some NaNs would become others.
		rt.TypedCopy(out.ptr, v.ptr, to.Size)
	case v.t.Kind == rt.Slice && to.Kind == rt.Array:
		h := (*rt.SliceHeader)(v.ptr)
		if h.Len < to.N {
			panic("reflect: cannot convert slice with length " + strconv.Itoa(h.Len) + " to array with length " + strconv.Itoa(to.N))
		}
		rt.TypedCopy(out.ptr, h.Data, to.Size)
	case sliceToPointer(v.t, to):
		h := (*rt.SliceHeader)(v.ptr)
		if h.Len < to.Elem.N {
			panic("reflect: cannot convert slice with length " + strconv.Itoa(h.Len) + " to pointer to array with length " + strconv.Itoa(to.Elem.N))
		}
		*(*unsafe.Pointer)(out.ptr) = h.Data
	case v.CanInt() && out.CanInt():
		out.SetInt(v.Int())
	case v.CanInt() && out.CanUint():
		out.SetUint(uint64(v.Int()))
	case v.CanInt() && out.CanFloat():
		out.SetFloat(float64(v.Int()))
	case v.CanInt() && to.Kind == rt.String:
		out.SetString(string(rune(v.Int())))
	case v.CanUint() && out.CanInt():
		out.SetInt(int64(v.Uint()))
	case v.CanUint() && out.CanUint():
		out.SetUint(v.Uint())
	case v.CanUint() && out.CanFloat():
		out.SetFloat(float64(v.Uint()))
	case v.CanUint() && to.Kind == rt.String:
		out.SetString(string(rune(v.Uint())))
	case v.CanFloat() && out.CanInt():
		out.SetInt(int64(v.Float()))
	case v.CanFloat() && out.CanUint():
		out.SetUint(uint64(v.Float()))
	case v.CanFloat() && out.CanFloat():
		out.SetFloat(v.Float())
	case v.CanComplex() && out.CanComplex():
		out.SetComplex(v.Complex())
	case v.t.Kind == rt.Slice && to.Kind == rt.String && v.t.Elem.Kind == rt.Uint8:
		out.SetString(string(*(*[]byte)(v.ptr)))
	case v.t.Kind == rt.Slice && to.Kind == rt.String:
		out.SetString(string(*(*[]rune)(v.ptr)))
	case v.t.Kind == rt.String && to.Kind == rt.Slice && to.Elem.Kind == rt.Uint8:
		*(*[]byte)(out.ptr) = []byte(v.String())
	case v.t.Kind == rt.String && to.Kind == rt.Slice:
		*(*[]rune)(out.ptr) = []rune(v.String())
	default:
		rt.TypedCopy(out.ptr, v.ptr, to.Size)
	}
	out.flag = v.flag & readOnly
	return out
}

// OverflowInt reports whether a signed integer of v's type cannot hold x.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.wrong("OverflowInt")
	}
	shift := 64 - v.t.Size*8
	return x<<shift>>shift != x
}

// OverflowUint reports whether an unsigned integer of v's type cannot hold x.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.wrong("OverflowUint")
	}
	shift := 64 - v.t.Size*8
	return x<<shift>>shift != x
}

// OverflowFloat reports whether a float of v's type cannot hold x.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		v.wrong("OverflowFloat")
	}
	if v.t.Kind == rt.Float64 || x-x != 0 {
		return false
	}
	// What is nearest to the largest is beyond it all the same.
	const largest = 0x1p127 * (2 - 0x1p-23)
	return x > largest || x < -largest
}
