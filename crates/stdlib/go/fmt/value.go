// Values of every type: methods first, then their parts.

package fmt

import (
	"internal/rt"
	"unsafe"
)

func (p *pp) typeName(v any) { p.buf = append(p.buf, rt.TypeOf(v).Str...) }

// printArg prints an operand.
func (p *pp) printArg(arg any, verb rune) {
	p.arg = arg
	p.val.Typ = nil
	if arg == nil {
		if verb == 'T' || verb == 'v' {
			p.padded("<nil>")
		} else {
			p.badVerb(verb)
		}
		return
	}
	switch verb {
	case 'T':
		p.string(rt.TypeOf(arg).Str, 's')
		return
	case 'p':
		e := rt.Unpack(arg)
		p.pointer(e.Typ, e.Addr(), 'p')
		return
	}
	// The plain types have no methods.
	switch v := arg.(type) {
	case string:
		p.string(v, verb)
	case int:
		p.int(int64(v), verb)
	case bool:
		p.bool(v, verb)
	case float64:
		p.float(v, 64, verb)
	case int64:
		p.int(v, verb)
	case int32:
		p.int(int64(v), verb)
	case uint8:
		p.uint(uint64(v), verb)
	case []byte:
		switch verb {
		case 'v', 'd', 's', 'x', 'X', 'q':
			p.bytes(v, verb, "[]byte")
		default:
			p.whole(verb)
		}
	default:
		if t := rt.TypeOf(arg); t.Name == "Value" && t.PkgPath == "reflect" {
			p.reflected((*reflectValue)(rt.Unpack(arg).Data), verb)
			return
		}
		if !p.methods(verb) {
			p.whole(verb)
		}
	}
}

// reflectValue is how a reflect.Value begins: fmt prints what it holds.
type reflectValue struct {
	t    *rt.Type
	ptr  unsafe.Pointer
	flag uint // 2: hidden
}

func (p *pp) reflected(v *reflectValue, verb rune) {
	if v.t == nil {
		p.padded("<invalid reflect.Value>")
		return
	}
	hidden := v.flag&2 != 0
	if !hidden {
		if v.t.Kind == rt.Interface {
			p.arg = rt.LoadIface(v.t, v.ptr)
		} else {
			p.arg = rt.Load(v.t, v.ptr)
		}
		if p.arg != nil && p.methods(verb) {
			return
		}
	}
	p.value(v.t, v.ptr, verb, 0, hidden)
}

// whole prints p.arg by its parts.
func (p *pp) whole(verb rune) {
	e := rt.Unpack(p.arg)
	p.value(e.Typ, e.Addr(), verb, 0, false)
}

// methods prints p.arg by its own method, if it has one that fits the verb.
func (p *pp) methods(verb rune) (handled bool) {
	if p.erroring {
		return false
	}
	if verb == 'w' {
		// Only Errorf, and only for errors.
		if _, ok := p.arg.(error); !ok || !p.wrapErrs {
			p.badVerb(verb)
			return true
		}
		verb = 'v'
	}
	// Most types have no methods at all: say so fast.
	if rt.TypeOf(p.arg).NumMethod() == 0 {
		return false
	}
	// The result stands even if a method panics and catch recovers.
	if f, ok := p.arg.(Formatter); ok {
		handled = true
		defer p.catch(p.arg, verb, "Format")
		f.Format(p, verb)
		return true
	}
	if p.flags&sharpV != 0 {
		if s, ok := p.arg.(GoStringer); ok {
			handled = true
			defer p.catch(p.arg, verb, "GoString")
			p.padded(p.cut(s.GoString()))
			return true
		}
		return false
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch v := p.arg.(type) {
		case error:
			handled = true
			defer p.catch(p.arg, verb, "Error")
			p.string(v.Error(), verb)
			return true
		case Stringer:
			handled = true
			defer p.catch(p.arg, verb, "String")
			p.string(v.String(), verb)
			return true
		}
	}
	return false
}

// catch, deferred, prints the panic of a method in place of its text.
func (p *pp) catch(arg any, verb rune, method string) {
	err := recover()
	if err == nil {
		return
	}
	// A method that cannot do with a nil receiver is no news.
	if e := rt.Unpack(arg); e.Typ.Kind == rt.Pointer && e.Data == nil {
		p.buf = append(p.buf, "<nil>"...)
		return
	}
	if p.panicking {
		panic(err)
	}
	old := p.flags
	p.flags = 0
	p.buf = append(p.buf, "%!"...)
	p.buf = append(p.buf, string(verb)...)
	p.buf = append(p.buf, "(PANIC="...)
	p.buf = append(p.buf, method...)
	p.buf = append(p.buf, " method: "...)
	p.panicking = true
	p.printArg(err, 'v')
	p.panicking = false
	p.buf = append(p.buf, ')')
	p.flags = old
}

// value prints the t at a. depth is how deep in an operand it lies; hidden
// tells that an unexported field led there, so that its methods stay uncalled.
func (p *pp) value(t *rt.Type, a unsafe.Pointer, verb rune, depth int, hidden bool) {
	if depth > 0 && hidden {
		p.arg, p.val = nil, rt.Eface{Typ: t, Data: a}
	} else if depth > 0 {
		if t.Kind == rt.Interface {
			p.arg = rt.LoadIface(t, a)
		} else {
			p.arg = rt.Load(t, a)
		}
		if p.arg != nil && p.methods(verb) {
			return
		}
	}
	switch t.Kind {
	case rt.Bool:
		p.bool(*(*bool)(a), verb)
	case rt.Int, rt.Int8, rt.Int16, rt.Int32, rt.Int64:
		p.int(rt.LoadInt(t.Kind, a), verb)
	case rt.Uint, rt.Uint8, rt.Uint16, rt.Uint32, rt.Uint64, rt.Uintptr:
		p.uint(rt.LoadUint(t.Kind, a), verb)
	case rt.Float32:
		p.float(float64(*(*float32)(a)), 32, verb)
	case rt.Float64:
		p.float(*(*float64)(a), 64, verb)
	case rt.Complex64:
		p.complex(complex128(*(*complex64)(a)), 64, verb)
	case rt.Complex128:
		p.complex(*(*complex128)(a), 128, verb)
	case rt.String:
		p.string(*(*string)(a), verb)
	case rt.Struct:
		p.fields(t, a, verb, depth, hidden)
	case rt.Map:
		p.entries(t, a, verb, depth, hidden)
	case rt.Interface:
		e := rt.Unpack(rt.LoadIface(t, a))
		switch {
		case e.Typ != nil:
			p.value(e.Typ, e.Addr(), verb, depth+1, hidden)
		case p.flags&sharpV != 0:
			p.buf = append(p.buf, t.Str...)
			p.buf = append(p.buf, "(nil)"...)
		default:
			p.buf = append(p.buf, "<nil>"...)
		}
	case rt.Slice:
		h := (*rt.SliceHeader)(a)
		p.elements(t, h.Data, h.Len, verb, depth, hidden)
	case rt.Array:
		p.elements(t, a, t.N, verb, depth, hidden)
	case rt.Pointer:
		// A pointer to something that has parts is shown as & and the parts.
		if to := *(*unsafe.Pointer)(a); depth == 0 && to != nil {
			switch t.Elem.Kind {
			case rt.Array, rt.Slice, rt.Struct, rt.Map:
				p.buf = append(p.buf, '&')
				p.value(t.Elem, to, verb, depth+1, hidden)
				return
			}
		}
		p.pointer(t, a, verb)
	case rt.Chan, rt.Func, rt.UnsafePointer:
		p.pointer(t, a, verb)
	}
}

// fields prints a struct.
func (p *pp) fields(t *rt.Type, a unsafe.Pointer, verb rune, depth int, hidden bool) {
	if p.flags&sharpV != 0 {
		p.buf = append(p.buf, t.Str...)
	}
	p.buf = append(p.buf, '{')
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if i > 0 {
			if p.flags&sharpV != 0 {
				p.buf = append(p.buf, ',')
			}
			p.buf = append(p.buf, ' ')
		}
		if p.flags&(plusV|sharpV) != 0 {
			p.buf = append(p.buf, f.Name...)
			p.buf = append(p.buf, ':')
		}
		ft, at := f.Typ, unsafe.Add(a, f.Offset)
		var e rt.Eface
		if ft.Kind == rt.Interface {
			// An interface value in a field is no step down.
			if e = rt.Unpack(rt.LoadIface(ft, at)); e.Typ != nil {
				ft, at = e.Typ, e.Addr()
			}
		}
		p.value(ft, at, verb, depth+1, hidden || f.Flags&rt.FieldExported == 0)
	}
	p.buf = append(p.buf, '}')
}

// elements prints the n elements of an array or slice of type t at a.
func (p *pp) elements(t *rt.Type, a unsafe.Pointer, n int, verb rune, depth int, hidden bool) {
	if t.Elem.Kind == rt.Uint8 {
		switch verb {
		case 's', 'q', 'x', 'X':
			p.bytes(unsafe.Slice((*byte)(a), n), verb, t.Str)
			return
		}
	}
	separator, last := " ", byte(']')
	if p.flags&sharpV != 0 {
		p.buf = append(p.buf, t.Str...)
		if t.Kind == rt.Slice && a == nil {
			p.buf = append(p.buf, "(nil)"...)
			return
		}
		p.buf = append(p.buf, '{')
		separator, last = ", ", '}'
	} else {
		p.buf = append(p.buf, '[')
	}
	for i := 0; i < n; i++ {
		if i > 0 {
			p.buf = append(p.buf, separator...)
		}
		p.value(t.Elem, unsafe.Add(a, uintptr(i)*t.Elem.Size), verb, depth+1, hidden)
	}
	p.buf = append(p.buf, last)
}

// entries prints a map, sorted by its keys.
func (p *pp) entries(t *rt.Type, a unsafe.Pointer, verb rune, depth int, hidden bool) {
	m := *(*unsafe.Pointer)(a)
	separator, last := " ", byte(']')
	if p.flags&sharpV != 0 {
		p.buf = append(p.buf, t.Str...)
		if m == nil {
			p.buf = append(p.buf, "(nil)"...)
			return
		}
		p.buf = append(p.buf, '{')
		separator, last = ", ", '}'
	} else {
		p.buf = append(p.buf, "map["...)
	}
	for i, e := range sortedEntries(t, m) {
		if i > 0 {
			p.buf = append(p.buf, separator...)
		}
		p.value(t.Key, e.key, verb, depth+1, hidden)
		p.buf = append(p.buf, ':')
		p.value(t.Elem, e.val, verb, depth+1, hidden)
	}
	p.buf = append(p.buf, last)
}

// pointer prints the address in the pointer, channel, func, map or slice at a.
func (p *pp) pointer(t *rt.Type, a unsafe.Pointer, verb rune) {
	switch t.Kind {
	case rt.Chan, rt.Func, rt.Map, rt.Pointer, rt.Slice, rt.UnsafePointer:
	default:
		p.badVerb(verb)
		return
	}
	u := uint64(*(*uintptr)(a))
	if t.Kind == rt.Func {
		u = uint64(rt.FuncAddr(*(*unsafe.Pointer)(a)))
	}
	switch verb {
	case 'v':
		switch {
		case p.flags&sharpV != 0:
			p.buf = append(p.buf, '(')
			p.buf = append(p.buf, t.Str...)
			p.buf = append(p.buf, ")("...)
			if u == 0 {
				p.buf = append(p.buf, "nil"...)
			} else {
				p.hex0x(u, true)
			}
			p.buf = append(p.buf, ')')
		case u == 0:
			p.padded("<nil>")
		default:
			p.hex0x(u, p.flags&sharp == 0)
		}
	case 'p':
		p.hex0x(u, p.flags&sharp == 0)
	case 'b', 'o', 'd', 'x', 'X':
		p.integer(u, false, false, verb)
	default:
		p.badVerb(verb)
	}
}
