// Package rt is the library's view of the machine: type descriptors and natives.
//
// The layout of Type and of the entry structs is fixed by the compiler, which
// writes descriptors into read-only memory; nothing here may be reordered.
package rt

import "unsafe"

// Kind numbers types as reflect.Kind does.
type Kind uint8

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Bits of Type.Flags.
const (
	FlagComparable   = 1
	FlagPointerShape = 2
	FlagNamed        = 4
	FlagHasPointers  = 8
	FlagHashMayPanic = 16
	FlagIndirect     = 32 // held in registers by address
)

// Type is a type descriptor: 128 bytes.
type Type struct {
	Size       uintptr
	Kind       Kind
	Align      uint8
	FieldAlign uint8
	Flags      uint8
	Hash       uint32
	Str        string // as reflect's String: "main.T", "[]int"
	Name       string // unqualified; empty for unnamed types
	PkgPath    string
	Elem       *Type
	Key        *Type // of an array: the type of its slices, or nil
	N          int   // array length; channel direction; in | out<<16 | variadic<<32
	entries    unsafe.Pointer
	entryCount int
	methods    unsafe.Pointer
	methCount  int
	PtrToThis  *Type
}

// Field describes a struct field: 64 bytes.
type Field struct {
	Name   string
	Typ    *Type
	Offset uintptr
	Tag    string
	Flags  uintptr // FieldEmbedded | FieldExported
	_      uintptr
}

// Bits of Field.Flags.
const (
	FieldEmbedded = 1
	FieldExported = 2
)

// IMethod is a method that an interface type asks for: 32 bytes.
type IMethod struct {
	Name     string
	Typ      *Type
	MethodID uintptr
}

// Method is a method in a type's method set: 48 bytes.
type Method struct {
	Name     string
	Typ      *Type // func type without receiver, or nil
	FuncIdx  int32 // -1 if the method was not linked
	Exported uint32
	Expr     *Type // func type with the receiver before the parameters, or nil
	MethodID uintptr
}

// Named reports whether t was declared with a name.
func (t *Type) Named() bool { return t.Flags&FlagNamed != 0 }

// Comparable reports whether == on values of t compiles.
func (t *Type) Comparable() bool { return t.Flags&FlagComparable != 0 }

// NumField is the number of fields of a struct type.
func (t *Type) NumField() int { return t.entryCount }

// Field is field i of a struct type, 0 <= i < t.NumField().
func (t *Type) Field(i int) *Field {
	return (*Field)(unsafe.Add(t.entries, uintptr(i)*unsafe.Sizeof(Field{})))
}

// SetFields makes fields the fields of a struct type that is being made.
func (t *Type) SetFields(fields []Field) {
	t.entries, t.entryCount = unsafe.Pointer(unsafe.SliceData(fields)), len(fields)
}

// SetParams makes params the parameters and results of a func type that is being made.
func (t *Type) SetParams(params []*Type) {
	t.entries, t.entryCount = unsafe.Pointer(unsafe.SliceData(params)), len(params)
}

// SetMethods gives a struct type that is being made the methods of the type of its first field.
func (t *Type) SetMethods(first *Type) {
	t.methods, t.methCount = first.methods, first.methCount
}

// IMethod is method i of an interface type, 0 <= i < t.NumIMethod().
func (t *Type) IMethod(i int) *IMethod {
	return (*IMethod)(unsafe.Add(t.entries, uintptr(i)*unsafe.Sizeof(IMethod{})))
}

// NumIMethod is the number of methods an interface type asks for.
func (t *Type) NumIMethod() int { return t.entryCount }

// Method is method i of t's method set, 0 <= i < t.NumMethod().
func (t *Type) Method(i int) *Method {
	return (*Method)(unsafe.Add(t.methods, uintptr(i)*unsafe.Sizeof(Method{})))
}

// NumMethod is the number of methods in t's method set.
func (t *Type) NumMethod() int { return t.methCount }

// NumIn is the number of parameters of a func type.
func (t *Type) NumIn() int { return t.N & 0xffff }

// NumOut is the number of results of a func type.
func (t *Type) NumOut() int { return t.N >> 16 & 0xffff }

// Variadic reports whether the last parameter of a func type is ...T.
func (t *Type) Variadic() bool { return t.N>>32&1 != 0 }

// Param is parameter i of a func type, or result i-NumIn().
func (t *Type) Param(i int) *Type {
	return *(**Type)(unsafe.Add(t.entries, uintptr(i)*8))
}

// IsSigned reports whether k is one of the signed integer kinds.
func (k Kind) IsSigned() bool { return Int <= k && k <= Int64 }

// IsUnsigned reports whether k is one of the unsigned integer kinds.
func (k Kind) IsUnsigned() bool { return Uint <= k && k <= Uintptr }

// LoadInt reads the signed integer of kind k at p.
func LoadInt(k Kind, p unsafe.Pointer) int64 {
	switch k {
	case Int8:
		return int64(*(*int8)(p))
	case Int16:
		return int64(*(*int16)(p))
	case Int32:
		return int64(*(*int32)(p))
	}
	return *(*int64)(p)
}

// LoadUint reads the unsigned integer of kind k at p.
func LoadUint(k Kind, p unsafe.Pointer) uint64 {
	switch k {
	case Uint8:
		return uint64(*(*uint8)(p))
	case Uint16:
		return uint64(*(*uint16)(p))
	case Uint32:
		return uint64(*(*uint32)(p))
	}
	return *(*uint64)(p)
}

// StoreInt writes the low bits of v as an integer of t's size at p.
func StoreInt(t *Type, p unsafe.Pointer, v uint64) {
	switch t.Size {
	case 1:
		*(*uint8)(p) = uint8(v)
	case 2:
		*(*uint16)(p) = uint16(v)
	case 4:
		*(*uint32)(p) = uint32(v)
	default:
		*(*uint64)(p) = v
	}
}

// SliceHeader is what a slice is made of.
type SliceHeader struct {
	Data unsafe.Pointer
	Len  int
	Cap  int
}
