// Values: what they are, and their parts.

package reflect

import (
	"errors"
	"internal/rt"
	"unsafe"
)

// Value is a value of any type. The zero Value is none.
type Value struct {
	t    *rt.Type
	ptr  unsafe.Pointer // where the value lies
	flag flag
}

type flag uint

const (
	addressable flag = 1 << iota // it is a variable
	hidden                       // it came through an unexported field
	embedded                     // it is an unexported embedded field, whose own fields may be exported
	readOnly    = hidden | embedded
)

// ValueError is what methods panic with on a Value of the wrong kind.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func (v Value) wrong(method string) { panic(&ValueError{"reflect.Value." + method, v.Kind()}) }

func (v Value) must(method string, k Kind) {
	if v.Kind() != k {
		v.wrong(method)
	}
}

// ValueOf is the value in i; the zero Value if i is nil.
func ValueOf(i any) Value {
	e := rt.Unpack(i)
	if e.Typ == nil {
		return Value{}
	}
	return Value{e.Typ, stored(&e), 0}
}

// stored is where the value of e lies, or a copy of it.
func stored(e *rt.Eface) unsafe.Pointer {
	if e.Typ.Flags&rt.FlagPointerShape == 0 {
		return e.Data
	}
	box := new(unsafe.Pointer)
	*box = e.Data
	return unsafe.Pointer(box)
}

// Zero is the zero value of t.
func Zero(t Type) Value { return Value{t.common(), rt.NewObject(t.common()), 0} }

// New is a pointer to a new zero t. The program must have the pointer type.
func New(t Type) Value {
	p := rt.NewObject(t.common())
	return Value{PointerTo(t).common(), unsafe.Pointer(&p), 0}
}

// NewAt is p as a pointer to a t. The program must have the pointer type.
func NewAt(t Type, p unsafe.Pointer) Value {
	return Value{PointerTo(t).common(), unsafe.Pointer(&p), 0}
}

// Indirect is what v points to; v itself if it is no pointer.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// IsValid reports whether v is a value at all.
func (v Value) IsValid() bool { return v.t != nil }

// Kind is v's kind; Invalid of the zero Value.
func (v Value) Kind() Kind {
	if v.t == nil {
		return Invalid
	}
	return Kind(v.t.Kind)
}

// Type is v's type.
func (v Value) Type() Type {
	if v.t == nil {
		v.wrong("Type")
	}
	return toType(v.t)
}

// CanInterface reports whether Interface does not panic.
func (v Value) CanInterface() bool {
	if v.t == nil {
		v.wrong("CanInterface")
	}
	return v.flag&readOnly == 0
}

// CanAddr reports whether v is a variable.
func (v Value) CanAddr() bool { return v.flag&addressable != 0 }

// CanSet reports whether v is a variable that may be changed.
func (v Value) CanSet() bool { return v.flag&(addressable|readOnly) == addressable }

// Interface is v as an interface value.
func (v Value) Interface() any {
	if v.t == nil {
		v.wrong("Interface")
	}
	if v.flag&readOnly != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.pack()
}

// pack is v as an interface value that does not change with v.
func (v Value) pack() any {
	if v.t.Kind == rt.Interface {
		return rt.LoadIface(v.t, v.ptr)
	}
	p := v.ptr
	if v.flag&addressable != 0 && v.t.Flags&rt.FlagPointerShape == 0 {
		p = rt.NewObject(v.t)
		rt.TypedCopy(p, v.ptr, v.t.Size)
	}
	return rt.Load(v.t, p)
}

// Addr is a pointer to v, which must be a variable.
func (v Value) Addr() Value {
	if !v.CanAddr() {
		panic("reflect.Value.Addr of unaddressable value")
	}
	p := v.ptr
	return Value{PointerTo(toType(v.t)).common(), unsafe.Pointer(&p), v.flag & readOnly}
}

// Elem is what an interface holds or a pointer points to.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		e := rt.Unpack(rt.LoadIface(v.t, v.ptr))
		if e.Typ == nil {
			return Value{}
		}
		return Value{e.Typ, stored(&e), v.flag & readOnly}
	case Pointer:
		p := *(*unsafe.Pointer)(v.ptr)
		if p == nil {
			return Value{}
		}
		return Value{v.t.Elem, p, v.flag&readOnly | addressable}
	}
	v.wrong("Elem")
	return Value{}
}

// IsNil reports whether a pointer, map, slice, channel, func or interface is nil.
func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	case Interface:
		return rt.LoadIface(v.t, v.ptr) == nil
	}
	v.wrong("IsNil")
	return false
}

// IsZero reports whether v is its type's zero value.
func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		v.wrong("IsZero")
	case Float32, Float64:
		return v.Float() == 0
	case Complex64, Complex128:
		return v.Complex() == 0
	case String:
		return v.Len() == 0
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if v.t.Field(i).Name != "_" && !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, Interface:
		return v.IsNil()
	case Bool:
		return !v.Bool()
	}
	return rt.LoadUint(sizeKind(v.t), v.ptr) == 0
}

// sizeKind is an unsigned kind of t's size.
func sizeKind(t *rt.Type) rt.Kind {
	switch t.Size {
	case 1:
		return rt.Uint8
	case 2:
		return rt.Uint16
	case 4:
		return rt.Uint32
	}
	return rt.Uint64
}

// Bool is the value of a bool.
func (v Value) Bool() bool {
	v.must("Bool", Bool)
	return *(*bool)(v.ptr)
}

// CanInt reports whether v is a signed integer.
func (v Value) CanInt() bool { return Int <= v.Kind() && v.Kind() <= Int64 }

// CanUint reports whether v is an unsigned integer.
func (v Value) CanUint() bool { return Uint <= v.Kind() && v.Kind() <= Uintptr }

// CanFloat reports whether v is a float.
func (v Value) CanFloat() bool { return v.Kind() == Float32 || v.Kind() == Float64 }

// CanComplex reports whether v is complex.
func (v Value) CanComplex() bool { return v.Kind() == Complex64 || v.Kind() == Complex128 }

// Int is the value of a signed integer.
func (v Value) Int() int64 {
	if !v.CanInt() {
		v.wrong("Int")
	}
	return rt.LoadInt(v.t.Kind, v.ptr)
}

// Uint is the value of an unsigned integer.
func (v Value) Uint() uint64 {
	if !v.CanUint() {
		v.wrong("Uint")
	}
	return rt.LoadUint(v.t.Kind, v.ptr)
}

// Float is the value of a float.
func (v Value) Float() float64 {
	switch v.Kind() {
	case Float32:
		return float64(*(*float32)(v.ptr))
	case Float64:
		return *(*float64)(v.ptr)
	}
	v.wrong("Float")
	return 0
}

// Complex is the value of a complex number.
func (v Value) Complex() complex128 {
	switch v.Kind() {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	v.wrong("Complex")
	return 0
}

// String is the value of a string; of another value, its type in brackets.
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.t.Str + " Value>"
}

// Bytes is the value of a byte slice, or a slice of an addressable byte array.
func (v Value) Bytes() []byte {
	switch v.Kind() {
	case Slice:
		if v.t.Elem.Kind != rt.Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if v.t.Elem.Kind != rt.Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), v.t.N)
	}
	v.wrong("Bytes")
	return nil
}

// Pointer is the address in a pointer, slice, map, channel or func.
func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Chan, Map, Pointer, UnsafePointer, Slice, String:
		return *(*uintptr)(v.ptr)
	case Func:
		return rt.FuncAddr(*(*unsafe.Pointer)(v.ptr))
	}
	v.wrong("Pointer")
	return 0
}

// UnsafePointer is Pointer as a pointer.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.Kind() {
	case Chan, Map, Pointer, UnsafePointer, Slice, String, Func:
		return *(*unsafe.Pointer)(v.ptr)
	}
	v.wrong("UnsafePointer")
	return nil
}

// UnsafeAddr is the address of a variable.
func (v Value) UnsafeAddr() uintptr {
	if !v.CanAddr() {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.ptr)
}

// Len is the length of an array, slice, string, map, channel or pointed-to array.
func (v Value) Len() int {
	switch v.Kind() {
	case Array:
		return v.t.N
	case Slice:
		return (*rt.SliceHeader)(v.ptr).Len
	case String:
		return len(*(*string)(v.ptr))
	case Map:
		return rt.MapLen(*(*unsafe.Pointer)(v.ptr))
	case Chan:
		return len(*(*chan struct{})(v.ptr))
	case Pointer:
		return v.pointed("Len")
	}
	v.wrong("Len")
	return 0
}

// pointed is the length of the array that v points to.
func (v Value) pointed(method string) int {
	if v.t.Elem.Kind != rt.Array {
		panic("reflect: call of reflect.Value." + method + " on ptr to non-array Value")
	}
	return v.t.Elem.N
}

// Cap is the capacity of an array, slice, channel or pointed-to array.
func (v Value) Cap() int {
	switch v.Kind() {
	case Array:
		return v.t.N
	case Slice:
		return (*rt.SliceHeader)(v.ptr).Cap
	case Chan:
		return cap(*(*chan struct{})(v.ptr))
	case Pointer:
		return v.pointed("Cap")
	}
	v.wrong("Cap")
	return 0
}

// Index is element i of an array, slice or string.
func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Array:
		if uint(i) >= uint(v.t.N) {
			panic("reflect: array index out of range")
		}
		return Value{v.t.Elem, unsafe.Add(v.ptr, uintptr(i)*v.t.Elem.Size), sticky(v.flag)}
	case Slice:
		h := (*rt.SliceHeader)(v.ptr)
		if uint(i) >= uint(h.Len) {
			panic("reflect: slice index out of range")
		}
		return Value{v.t.Elem, unsafe.Add(h.Data, uintptr(i)*v.t.Elem.Size), sticky(v.flag)&readOnly | addressable}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		return ValueOf(s[i])
	}
	v.wrong("Index")
	return Value{}
}

// sticky is the flag of elements: fields of what was embedded may be set, elements of it may not.
func sticky(f flag) flag {
	if f&embedded != 0 {
		f = f&^embedded | hidden
	}
	return f
}

// Slice is v[i:j] of a slice, a string or an addressable array.
func (v Value) Slice(i, j int) Value {
	switch v.Kind() {
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		out := s[i:j]
		return Value{v.t, unsafe.Pointer(&out), v.flag & readOnly}
	case Slice:
		h := *(*rt.SliceHeader)(v.ptr)
		if i < 0 || j < i || j > h.Cap {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
		if i < h.Cap {
			h.Data = unsafe.Add(h.Data, uintptr(i)*v.t.Elem.Size)
		}
		h.Len, h.Cap = j-i, h.Cap-i
		return Value{v.t, unsafe.Pointer(&h), v.flag & readOnly}
	}
	if v.Kind() == Array {
		return v.whole("Slice").Slice(i, j)
	}
	v.wrong("Slice")
	return Value{}
}

// whole is the slice of all elements of an array, which must be a variable.
func (v Value) whole(method string) Value {
	rt.KeepDerived()
	if !v.CanAddr() {
		panic("reflect.Value." + method + ": slice of unaddressable array")
	}
	h := rt.SliceHeader{Data: v.ptr, Len: v.t.N, Cap: v.t.N}
	return Value{v.t.Key, unsafe.Pointer(&h), v.flag & readOnly}
}

// Slice3 is v[i:j:k] of a slice.
func (v Value) Slice3(i, j, k int) Value {
	if v.Kind() == Array {
		v = v.whole("Slice3")
	}
	v.must("Slice3", Slice)
	if i < 0 || j < i || k < j || k > v.Cap() {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	out := v.Slice(i, j)
	(*rt.SliceHeader)(out.ptr).Cap = k - i
	return out
}

// NumField is the number of a struct's fields.
func (v Value) NumField() int {
	v.must("NumField", Struct)
	return v.t.NumField()
}

// Field is a struct's field i.
func (v Value) Field(i int) Value {
	v.must("Field", Struct)
	if uint(i) >= uint(v.t.NumField()) {
		panic("reflect: Field index out of range")
	}
	f := v.t.Field(i)
	fl := v.flag &^ embedded
	if f.Flags&rt.FieldExported == 0 {
		if f.Flags&rt.FieldEmbedded != 0 {
			fl |= embedded
		} else {
			fl |= hidden
		}
	}
	return Value{f.Typ, unsafe.Add(v.ptr, f.Offset), fl}
}

// FieldByIndex is a field in embedded structs.
func (v Value) FieldByIndex(index []int) Value {
	for i, n := range index {
		if i > 0 && v.Kind() == Pointer && v.t.Elem.Kind == rt.Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct field " + v.t.Elem.Name)
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v
}

// FieldByIndexErr is FieldByIndex with an error where an embedded pointer is nil.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	for i, n := range index {
		if i > 0 && v.Kind() == Pointer && v.t.Elem.Kind == rt.Struct {
			if v.IsNil() {
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + v.t.Elem.Name)
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v, nil
}

// FieldByName is the field of that name; the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.must("FieldByName", Struct)
	if f, ok := toType(v.t).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// NumMethod is the number of methods that v's type exports.
func (v Value) NumMethod() int {
	if v.t == nil {
		v.wrong("NumMethod")
	}
	return toType(v.t).NumMethod()
}

// Comparable reports whether v can be compared with ==.
func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return false
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return v.t.Comparable()
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
	}
	return v.t.Comparable()
}

// Equal reports whether v == u.
func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.t != u.t {
		return false
	}
	// Parts come first: the first that cannot be compared is the one to tell of.
	switch v.Kind() {
	case Array:
		for i := range v.t.N {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
	}
	if !v.t.Comparable() {
		panic("reflect.Value.Equal: values of type " + v.t.Str + " are not comparable")
	}
	return v.pack() == u.pack()
}

// TypeAssert is v.Interface().(T) in one.
func TypeAssert[T any](v Value) (T, bool) {
	if v.t == nil {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&readOnly != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	x, ok := v.pack().(T)
	return x, ok
}
