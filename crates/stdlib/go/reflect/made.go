// Types made of types. The machine knows the one that the program has, if it has it; it takes in
// the others while the program runs.

package reflect

import (
	"internal/rt"
	"strconv"
	"unicode/utf8"
)

// maxAddr bounds the sizes of types.
const maxAddr = 1 << 48

// word is the beginning of a type whose values are a pointer.
func word(kind rt.Kind, str string) *rt.Type {
	return &rt.Type{
		Kind: kind, Str: str, Size: 8, Align: 8, FieldAlign: 8, Hash: hashOf(str),
		Flags: rt.FlagHasPointers | rt.FlagPointerShape,
	}
}

// hashOf hashes a type's text as the compiler does.
func hashOf(str string) uint32 {
	h := uint32(0x811c9dc5)
	for i := 0; i < len(str); i++ {
		h = (h ^ uint32(str[i])) * 0x01000193
	}
	return h
}

func pointerTo(elem *rt.Type) Type {
	t := word(rt.Pointer, "*"+elem.Str)
	t.Flags |= rt.FlagComparable
	t.Elem = elem
	return toType(rt.MakeType(t))
}

// SliceOf is []t.
func SliceOf(t Type) Type {
	elem := t.common()
	s := word(rt.Slice, "[]"+elem.Str)
	s.Size = 24
	s.Flags = rt.FlagHasPointers
	s.Elem = elem
	return toType(rt.MakeType(s))
}

// ArrayOf is [length]elem.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	e := elem.common()
	if e.Size > 0 && uintptr(length) > ^uintptr(0)/e.Size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	str := "[" + strconv.Itoa(length) + "]" + e.Str
	t := &rt.Type{
		Kind: rt.Array, Str: str, Size: e.Size * uintptr(length), Align: e.Align,
		FieldAlign: e.FieldAlign, Hash: hashOf(str), Elem: e, N: length,
		Flags: e.Flags & (rt.FlagComparable | rt.FlagHasPointers | rt.FlagHashMayPanic),
		Key:   SliceOf(elem).common(),
	}
	if t.Size > 0 {
		t.Flags |= rt.FlagIndirect
	}
	if length == 0 {
		t.Flags &^= rt.FlagHasPointers
	}
	return toType(rt.MakeType(t))
}

// MapOf is map[key]elem.
func MapOf(key, elem Type) Type {
	k, e := key.common(), elem.common()
	if !k.Comparable() {
		panic("reflect.MapOf: invalid key type " + k.Str)
	}
	t := word(rt.Map, "map["+k.Str+"]"+e.Str)
	t.Key, t.Elem = k, e
	return toType(rt.MakeType(t))
}

// ChanOf is a channel type.
func ChanOf(dir ChanDir, t Type) Type {
	elem := t.common()
	if elem.Size >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	str := elem.Str
	if dir == BothDir && str[0] == '<' {
		str = "(" + str + ")"
	}
	c := word(rt.Chan, dir.String()+" "+str)
	c.Flags |= rt.FlagComparable
	c.Elem, c.N = elem, int(dir)
	return toType(rt.MakeType(c))
}

// FuncOf is a func type.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	if len(in)+len(out) > 128 {
		panic("reflect.FuncOf: too many arguments")
	}
	params := make([]*rt.Type, 0, len(in)+len(out))
	str := "func("
	for i, p := range in {
		t := p.common()
		params = append(params, t)
		if i > 0 {
			str += ", "
		}
		if variadic && i == len(in)-1 {
			str += "..." + t.Elem.Str
		} else {
			str += t.Str
		}
	}
	str += ")"
	results := ""
	for i, r := range out {
		t := r.common()
		params = append(params, t)
		if i > 0 {
			results += ", "
		}
		results += t.Str
	}
	switch len(out) {
	case 0:
	case 1:
		str += " " + results
	default:
		str += " (" + results + ")"
	}
	f := word(rt.Func, str)
	f.N = len(in) | len(out)<<16
	if variadic {
		f.N |= 1 << 32
	}
	f.SetParams(params)
	return toType(rt.MakeType(f))
}

// isFieldName reports whether s is an identifier.
func isFieldName(s string) bool {
	for i, c := range s {
		switch rt.RuneClass(c) {
		case rt.Letter, rt.UpperLetter:
			continue
		case rt.Digit:
			if i > 0 {
				continue
			}
		}
		if c != '_' {
			return false
		}
	}
	return s != ""
}

// StructOf is a struct type with fields; their offsets and indices do not matter. Methods of an
// embedded type become its own where the machine can have it so: those of the first field, if values
// of its type are no pointers.
func StructOf(fields []StructField) Type {
	t := &rt.Type{Kind: rt.Struct, Align: 1, Flags: rt.FlagComparable}
	list := make([]rt.Field, len(fields))
	names := map[string]bool{}
	str := "struct {"
	empty := false
	for i, f := range fields {
		where := "reflect.StructOf: field " + strconv.Itoa(i)
		switch {
		case f.Name == "":
			panic(where + " has no name")
		case !isFieldName(f.Name):
			panic(where + " has invalid name")
		case f.Type == nil:
			panic(where + " has no type")
		case f.Anonymous && f.PkgPath != "":
			panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
		case f.PkgPath == "" && ('a' <= f.Name[0] && f.Name[0] <= 'z' || f.Name[0] == '_'):
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		case f.PkgPath != "" && t.PkgPath != "" && f.PkgPath != t.PkgPath:
			panic("reflect.StructOf: fields with different PkgPath " + t.PkgPath + " and " + f.PkgPath)
		}
		ft := f.Type.common()
		flags := uintptr(0)
		if f.PkgPath != "" {
			t.PkgPath = f.PkgPath
		} else {
			flags = rt.FieldExported
		}
		if i > 0 {
			str += ";"
		}
		if f.Anonymous {
			flags |= rt.FieldEmbedded
			embed(t, ft, i, len(fields))
		} else {
			str += " " + f.Name
		}
		if names[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		names[f.Name] = true
		str += " " + ft.Str
		if f.Tag != "" {
			str += " " + strconv.Quote(string(f.Tag))
		}
		offset := roundUp(t.Size, ft.Align)
		t.Size = offset + ft.Size
		if ft.Size > maxAddr || t.Size > maxAddr {
			panic("reflect.StructOf: struct size would exceed virtual address space")
		}
		t.Align = max(t.Align, ft.Align)
		t.Flags &= ft.Flags | ^uint8(rt.FlagComparable)
		t.Flags |= ft.Flags & (rt.FlagHasPointers | rt.FlagHashMayPanic)
		if byAddress(ft, offset) {
			t.Flags |= rt.FlagIndirect
		}
		empty = ft.Size == 0
		list[i] = rt.Field{Name: f.Name, Typ: ft, Offset: offset, Tag: string(f.Tag), Flags: flags}
	}
	if len(fields) > 0 {
		str += " "
	}
	t.Str = str + "}"
	t.Hash = hashOf(t.Str)
	if empty && t.Size > 0 {
		t.Size++ // a pointer to the last field stays within the struct
	}
	t.Size = roundUp(t.Size, t.Align)
	t.FieldAlign = t.Align
	switch {
	case t.Size == 0:
		t.Flags &^= rt.FlagIndirect
	case t.Size > 128:
		t.Flags |= rt.FlagIndirect
	}
	t.SetFields(list)
	return toType(rt.MakeType(t))
}

func roundUp(n uintptr, align uint8) uintptr {
	a := uintptr(max(align, 1))
	return (n + a - 1) / a * a
}

// byAddress reports whether a struct with a field of type t at offset is held in registers by
// address, as the compiler decides it.
func byAddress(t *rt.Type, offset uintptr) bool {
	part := offset % 8
	return t.Flags&rt.FlagIndirect != 0 ||
		t.Size > 0 && part != 0 && part+t.Size > 8 ||
		t.Kind == rt.Struct && t.Size > 8 && t.Size%8 != 0
}

// embed gives the struct type t the methods of the type of its embedded field i of n.
func embed(t, ft *rt.Type, i, n int) {
	const cannot = "reflect: embedded type with methods not implemented "
	hidden := func(count int, exported func(i int) bool) {
		for j := range count {
			if !exported(j) {
				panic("reflect: embedded interface with unexported method(s) not implemented")
			}
		}
	}
	methods := ft.NumMethod()
	switch ft.Kind {
	case rt.Interface:
		hidden(ft.NumIMethod(), func(j int) bool {
			c, _ := utf8.DecodeRuneInString(ft.IMethod(j).Name)
			return rt.RuneClass(c) == rt.UpperLetter
		})
		return
	case rt.Pointer:
		if k := ft.Elem.Kind; k == rt.Pointer || k == rt.Interface {
			panic("reflect.StructOf: illegal embedded field type " + ft.Str)
		}
		switch {
		case methods == 0:
			return
		case i > 0:
			panic(cannot + "if type is not first field")
		case n > 1:
			panic(cannot + "if there is more than one field")
		}
	default:
		switch {
		case methods == 0:
			return
		case i > 0:
			panic(cannot + "if type is not first field")
		case n > 1 && ft.Size == 8 && ft.Flags&rt.FlagHasPointers != 0:
			panic(cannot + "for non-pointer type")
		}
	}
	hidden(methods, func(j int) bool { return ft.Method(j).Exported != 0 })
	if ft.Flags&rt.FlagPointerShape != 0 {
		panic("reflect.StructOf: Sudog cannot embed " + ft.Str + ", a pointer with methods")
	}
	t.SetMethods(ft)
}
