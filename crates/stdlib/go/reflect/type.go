// Package reflect looks at values of any type while a program runs.
//
// It reads descriptors that the compiler wrote, and those that it writes itself for types that the
// program does not have. Pointers, slices of arrays, and methods' types that the program does not
// name are the compiler's too, where they are asked for.
package reflect

import (
	"internal/rt"
	"iter"
	"strconv"
	"unsafe"
)

// Kind is what a type is made of, whatever its name.
type Kind uint

// Kinds.
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

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{
	"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16",
	"uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array",
	"chan", "func", "interface", "map", "ptr", "slice", "string", "struct", "unsafe.Pointer",
}

// String is the kind's name.
func (k Kind) String() string {
	if k < Kind(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// ChanDir is the direction of a channel type.
type ChanDir int

// Directions.
const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

// String is the direction as Go source has it.
func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// Type is a type. Types can be compared with ==.
type Type interface {
	Align() int
	FieldAlign() int
	Method(i int) Method
	MethodByName(name string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool
	Fields() iter.Seq[StructField]
	Methods() iter.Seq[Method]
	Ins() iter.Seq[Type]
	Outs() iter.Seq[Type]
	common() *rt.Type
}

// Method is a method of a type. Of a type that is no interface it is a func whose first parameter
// is the receiver.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// StructField is a field of a struct type.
type StructField struct {
	Name      string
	PkgPath   string // empty if exported
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// StructTag is the text after a field, by convention key:"value" pairs.
type StructTag string

// Get is the value of key, empty if there is none.
func (tag StructTag) Get(key string) string {
	value, _ := tag.Lookup(key)
	return value
}

// Lookup is Get that tells an empty value from none.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	for s := string(tag); s != ""; {
		for s != "" && s[0] == ' ' {
			s = s[1:]
		}
		colon := 0
		for colon < len(s) && s[colon] > ' ' && s[colon] != ':' && s[colon] != '"' && s[colon] != 0x7f {
			colon++
		}
		if colon == 0 || colon+1 >= len(s) || s[colon] != ':' || s[colon+1] != '"' {
			break
		}
		quoted, err := strconv.QuotedPrefix(s[colon+1:])
		if err != nil {
			break
		}
		if s[:colon] == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
		s = s[colon+1+len(quoted):]
	}
	return "", false
}

type rtype struct {
	t rt.Type
}

func toType(t *rt.Type) Type {
	if t == nil {
		return nil
	}
	return (*rtype)(unsafe.Pointer(t))
}

// TypeOf is the dynamic type of i, nil if i is nil.
func TypeOf(i any) Type { return toType(rt.TypeOf(i)) }

// TypeFor is the type T.
func TypeFor[T any]() Type { return toType(rt.TypeOf((*T)(nil)).Elem) }

// PointerTo is the type of pointers to t.
func PointerTo(t Type) Type {
	rt.KeepDerived()
	if p := t.common().PtrToThis; p != nil {
		return toType(p)
	}
	return pointerTo(t.common())
}

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

func (t *rtype) common() *rt.Type { return &t.t }
func (t *rtype) Align() int       { return int(t.t.Align) }
func (t *rtype) FieldAlign() int  { return int(t.t.FieldAlign) }
func (t *rtype) Name() string     { return t.t.Name }
func (t *rtype) PkgPath() string  { return t.t.PkgPath }
func (t *rtype) Size() uintptr    { return t.t.Size }
func (t *rtype) String() string   { return t.t.Str }
func (t *rtype) Kind() Kind       { return Kind(t.t.Kind) }
func (t *rtype) Comparable() bool { return t.t.Comparable() }

func (t *rtype) Bits() int {
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.t.Size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	if t.Kind() != Chan {
		panic("reflect: ChanDir of non-chan type " + t.String())
	}
	return ChanDir(t.t.N)
}

func (t *rtype) IsVariadic() bool {
	t.mustFunc("IsVariadic")
	return t.t.Variadic()
}

func (t *rtype) Elem() Type {
	switch t.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return toType(t.t.Elem)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	if t.Kind() != Map {
		panic("reflect: Key of non-map type " + t.String())
	}
	return toType(t.t.Key)
}

func (t *rtype) Len() int {
	if t.Kind() != Array {
		panic("reflect: Len of non-array type " + t.String())
	}
	return t.t.N
}

func (t *rtype) mustFunc(method string) {
	if t.Kind() != Func {
		panic("reflect: " + method + " of non-func type " + t.String())
	}
}

func (t *rtype) NumIn() int {
	t.mustFunc("NumIn")
	return t.t.NumIn()
}

func (t *rtype) NumOut() int {
	t.mustFunc("NumOut")
	return t.t.NumOut()
}

func (t *rtype) In(i int) Type {
	t.mustFunc("In")
	if i < 0 || i >= t.t.NumIn() {
		panic("reflect: Func index out of bounds")
	}
	return toType(t.t.Param(i))
}

func (t *rtype) Out(i int) Type {
	t.mustFunc("Out")
	if i < 0 || i >= t.t.NumOut() {
		panic("reflect: Func index out of bounds")
	}
	return toType(t.t.Param(t.t.NumIn() + i))
}

func (t *rtype) mustStruct(method string) {
	if t.Kind() != Struct {
		panic("reflect: " + method + " of non-struct type " + t.String())
	}
}

func (t *rtype) NumField() int {
	t.mustStruct("NumField")
	return t.t.NumField()
}

func (t *rtype) Field(i int) StructField {
	t.mustStruct("Field")
	if i < 0 || i >= t.t.NumField() {
		panic("reflect: Field index out of bounds")
	}
	f := t.t.Field(i)
	out := StructField{
		Name:      f.Name,
		Type:      toType(f.Typ),
		Tag:       StructTag(f.Tag),
		Offset:    f.Offset,
		Index:     []int{i},
		Anonymous: f.Flags&rt.FieldEmbedded != 0,
	}
	if f.Flags&rt.FieldExported == 0 {
		out.PkgPath = t.declaredIn()
	}
	return out
}

// declaredIn is the package that t's unexported names belong to. Descriptors of types without a
// name do not know theirs.
func (t *rtype) declaredIn() string {
	if t.t.PkgPath == "" {
		return "main"
	}
	return t.t.PkgPath
}

func (t *rtype) FieldByIndex(index []int) StructField {
	var f StructField
	var at Type = t
	for i, n := range index {
		if i > 0 {
			if at = f.Type; at.Kind() == Pointer {
				at = at.Elem()
			}
		}
		f = at.Field(n)
	}
	return f
}

// FieldByName looks for a field, in embedded structs too: the least deep counts,
// if it is the only one so deep.
func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.mustStruct("FieldByName")
	type place struct {
		t     *rt.Type
		index []int
		// Whether others of the type are as deep, so that its fields are nobody's.
		twice bool
	}
	level := []place{{&t.t, nil, false}}
	seen := map[*rt.Type]bool{}
	for len(level) > 0 {
		var next []place
		var found StructField
		count := 0
		for _, p := range level {
			if seen[p.t] {
				continue
			}
			seen[p.t] = true
			for i := 0; i < p.t.NumField(); i++ {
				f := p.t.Field(i)
				index := append(append([]int(nil), p.index...), i)
				if f.Name == name {
					found = (*rtype)(unsafe.Pointer(p.t)).Field(i)
					found.Index = index
					if count++; p.twice {
						count++
					}
					continue
				}
				if f.Flags&rt.FieldEmbedded != 0 {
					ft := f.Typ
					if ft.Kind == rt.Pointer {
						ft = ft.Elem
					}
					if ft.Kind != rt.Struct {
						continue
					}
					twice := p.twice
					for j := range next {
						if next[j].t == ft {
							next[j].twice, twice = true, true
						}
					}
					next = append(next, place{ft, index, twice})
				}
			}
		}
		if count == 1 {
			return found, true
		} else if count > 1 {
			break
		}
		level = next
	}
	return StructField{}, false
}

// NumMethod counts exported methods; an interface's unexported ones too.
func (t *rtype) NumMethod() int {
	if t.Kind() == Interface {
		return t.t.NumIMethod()
	}
	n := 0
	for i := 0; i < t.t.NumMethod(); i++ {
		if t.t.Method(i).Exported != 0 {
			n++
		}
	}
	return n
}

// exported is exported method i of t.
func exported(t *rt.Type, i int) *rt.Method {
	for j := 0; ; j++ {
		if m := t.Method(j); m.Exported != 0 {
			if i == 0 {
				return m
			}
			i--
		}
	}
}

func (t *rtype) Method(i int) Method {
	rt.KeepExprs()
	if i < 0 || i >= t.NumMethod() {
		panic("reflect: Method index out of range")
	}
	if t.Kind() == Interface {
		m := t.t.IMethod(i)
		out := Method{Name: m.Name, Type: toType(m.Typ), Index: i}
		if out.Name[0] > 'Z' {
			out.PkgPath = t.declaredIn()
		}
		return out
	}
	m := exported(&t.t, i)
	return Method{Name: m.Name, Type: toType(m.Expr), Func: expression(&t.t, m), Index: i}
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	for i := 0; i < t.NumMethod(); i++ {
		if m := t.Method(i); m.Name == name {
			return m, true
		}
	}
	return Method{}, false
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return rt.Implements(&t.t, u.common())
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return assignable(&t.t, u.common())
}

// assignable reports whether a t can be assigned to a u.
func assignable(t, u *rt.Type) bool {
	if t == u {
		return true
	}
	if u.Kind == rt.Interface {
		return rt.Implements(t, u)
	}
	if t.Kind != u.Kind || t.Named() && u.Named() {
		return false
	}
	if t.Kind == rt.Chan && t.N == int(BothDir) && t.Elem == u.Elem {
		return true
	}
	return sameUnderlying(t, u, true)
}

// sameUnderlying reports whether t and u have one underlying type; tags of fields count or not. Parts
// are one type exactly if their descriptors are.
func sameUnderlying(t, u *rt.Type, tags bool) bool {
	if t.Kind != u.Kind {
		return false
	}
	switch t.Kind {
	case rt.Array, rt.Slice, rt.Pointer, rt.Map, rt.Chan:
		return t.Elem == u.Elem && t.Key == u.Key && t.N == u.N
	case rt.Func:
		if t.N != u.N {
			return false
		}
		for i := 0; i < t.NumIn()+t.NumOut(); i++ {
			if t.Param(i) != u.Param(i) {
				return false
			}
		}
	case rt.Struct:
		if t.NumField() != u.NumField() {
			return false
		}
		for i := 0; i < t.NumField(); i++ {
			a, b := t.Field(i), u.Field(i)
			if a.Name != b.Name || a.Typ != b.Typ || tags && a.Tag != b.Tag || a.Flags != b.Flags {
				return false
			}
		}
	case rt.Interface:
		return rt.Implements(t, u) && rt.Implements(u, t)
	}
	return true
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return convertible(&t.t, u.common())
}

func convertible(t, u *rt.Type) bool {
	if assignable(t, u) || sameUnderlying(t, u, false) {
		return true
	}
	number := func(k rt.Kind) bool { return rt.Int <= k && k <= rt.Float64 }
	integer := func(k rt.Kind) bool { return k.IsSigned() || k.IsUnsigned() }
	complexKind := func(k rt.Kind) bool { return k == rt.Complex64 || k == rt.Complex128 }
	text := func(t *rt.Type) bool {
		return t.Kind == rt.Slice && (t.Elem.Kind == rt.Uint8 || t.Elem.Kind == rt.Int32)
	}
	switch {
	case t.Kind == rt.Pointer && u.Kind == rt.Pointer:
		return !t.Named() && !u.Named() && sameUnderlying(t.Elem, u.Elem, false)
	case t.Kind == rt.Slice && u.Kind == rt.Array && t.Elem == u.Elem, sliceToPointer(t, u):
		return true
	case number(t.Kind) && number(u.Kind), complexKind(t.Kind) && complexKind(u.Kind):
		return true
	case u.Kind == rt.String:
		return integer(t.Kind) || text(t)
	case t.Kind == rt.String:
		return text(u)
	}
	return false
}

// sliceToPointer reports whether u is a pointer to arrays of what t is a slice of.
func sliceToPointer(t, u *rt.Type) bool {
	return t.Kind == rt.Slice && u.Kind == rt.Pointer && u.Elem.Kind == rt.Array && u.Elem.Elem == t.Elem
}
