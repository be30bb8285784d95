// Calls, functions made at run time, and channel operations.

package reflect

import (
	"internal/rt"
	"unsafe"
)

func unsupported(what string) { panic("reflect: " + what + " is not supported in the playground") }

// shape is the number of words of a func type's parameters and results.
func shape(t *rt.Type) (params, results int) {
	for i := 0; i < t.NumIn()+t.NumOut(); i++ {
		n := words(t.Param(i))
		if i < t.NumIn() {
			params += n
		} else {
			results += n
		}
	}
	if params > mostWords || results > mostResults {
		unsupported("a func with so many parameters as " + t.Str)
	}
	return params, results
}

// Call calls a func.
func (v Value) Call(in []Value) []Value {
	v.must("Call", Func)
	v.mustExported("Call")
	n := v.t.NumIn()
	if !v.t.Variadic() {
		return v.call("reflect.Value.Call", in)
	}
	if len(in) < n-1 {
		panic("reflect: Call with too few input arguments")
	}
	// The rest goes into a slice.
	slice := v.t.Param(n - 1)
	rest := MakeSlice(toType(slice), len(in)-n+1, len(in)-n+1)
	for i, x := range in[n-1:] {
		if !assignable(x.t, slice.Elem) {
			panic("reflect: cannot use " + x.t.Str + " as type " + slice.Elem.Str + " in Call")
		}
		rest.Index(i).assign("reflect.Value.Call", x)
	}
	return v.call("reflect.Value.Call", append(append([]Value(nil), in[:n-1]...), rest))
}

// CallSlice calls a variadic func with the slice for its last parameter.
func (v Value) CallSlice(in []Value) []Value {
	v.must("CallSlice", Func)
	v.mustExported("CallSlice")
	if !v.t.Variadic() {
		panic("reflect: CallSlice of non-variadic function")
	}
	return v.call("reflect.Value.CallSlice", in)
}

func (v Value) call(method string, in []Value) []Value {
	f := *(*unsafe.Pointer)(v.ptr)
	if f == nil {
		panic(method + ": call of nil function")
	}
	t := v.t
	if len(in) < t.NumIn() {
		panic("reflect: Call with too few input arguments")
	}
	if len(in) > t.NumIn() {
		panic("reflect: Call with too many input arguments")
	}
	params, results := shape(t)
	var args, out w16
	at := unsafe.Pointer(&args)
	for i, x := range in {
		want := t.Param(i)
		if x.t == nil {
			panic("reflect: Call using zero Value argument")
		}
		if !assignable(x.t, want) {
			panic("reflect: Call using " + x.t.Str + " as type " + want.Str)
		}
		load(want, x.as(method, want).ptr, at)
		at = unsafe.Add(at, 8*words(want))
	}
	callWords(f, unsafe.Pointer(&args), unsafe.Pointer(&out), params, results)
	return split(t, unsafe.Pointer(&out), t.NumIn(), t.NumOut())
}

// split makes values of words: those of count of t's parameters from first on.
func split(t *rt.Type, w unsafe.Pointer, first, count int) []Value {
	out := make([]Value, count)
	for i := range out {
		p := t.Param(first + i)
		out[i] = store(p, w)
		w = unsafe.Add(w, 8*words(p))
	}
	return out
}

// MakeFunc is a func of type t that calls fn.
func MakeFunc(t Type, fn func(args []Value) (results []Value)) Value {
	ft := t.common()
	if ft.Kind != rt.Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	params, results := shape(ft)
	f := makeWords(params, results, func(in, out unsafe.Pointer) {
		got := fn(split(ft, in, 0, ft.NumIn()))
		if len(got) != ft.NumOut() {
			panic("reflect: wrong return count from function created by MakeFunc")
		}
		for i, x := range got {
			want := ft.Param(ft.NumIn() + i)
			if x.t == nil {
				panic("reflect: function created by MakeFunc using closure returned zero Value")
			}
			if !assignable(x.t, want) {
				panic("reflect: function created by MakeFunc using closure returned value of type " + x.t.Str + " which is not assignable to " + want.Str)
			}
			load(want, x.as("reflect.MakeFunc", want).ptr, out)
			out = unsafe.Add(out, 8*words(want))
		}
	})
	return Value{ft, unsafe.Pointer(&f), 0}
}

// Method is v's method i as a func.
func (v Value) Method(i int) Value {
	if v.t == nil {
		v.wrong("Method")
	}
	if uint(i) >= uint(toType(v.t).NumMethod()) {
		panic("reflect: Method index out of range")
	}
	if v.Kind() == Interface {
		return v.method(v.t.IMethod(i).Name)
	}
	return v.method(exported(v.t, i).Name)
}

// MethodByName is v's method of that name as a func; the zero Value if there is
// none.
func (v Value) MethodByName(name string) Value {
	if v.t == nil {
		v.wrong("MethodByName")
	}
	if !hasMethod(v.t, name) {
		return Value{}
	}
	return v.method(name)
}

// hasMethod reports whether t has an exported method of that name.
func hasMethod(t *rt.Type, name string) bool {
	if t.Kind == rt.Interface {
		for i := 0; i < t.NumIMethod(); i++ {
			if t.IMethod(i).Name == name {
				return true
			}
		}
		return false
	}
	for i := 0; i < t.NumMethod(); i++ {
		if m := t.Method(i); m.Name == name && m.Exported != 0 {
			return true
		}
	}
	return false
}

func (v Value) method(name string) Value {
	rt.KeepMethods()
	receiver := rt.Unpack(v.pack())
	if receiver.Typ == nil {
		panic("reflect: Method on nil interface value")
	}
	if v.Kind() == Interface && name[0] > 'Z' {
		return v.refused(name)
	}
	var m *rt.Method
	for i := 0; i < receiver.Typ.NumMethod(); i++ {
		if m = receiver.Typ.Method(i); m.Name == name && m.Exported != 0 {
			break
		}
	}
	if m.Typ == nil || m.FuncIdx < 0 {
		unsupported("calling method " + receiver.Typ.Str + "." + name)
	}
	// The function takes the data word and then the parameters: a method value, as the machine
	// makes them.
	f := unsafe.Pointer(&struct {
		id   uintptr
		data unsafe.Pointer
	}{uintptr(m.FuncIdx) | bound, receiver.Data})
	return Value{m.Typ, unsafe.Pointer(&f), v.flag & readOnly}
}

// refused is an unexported method that v's interface type asks for: nobody can call it.
func (v Value) refused(name string) Value {
	i := 0
	for v.t.IMethod(i).Name != name {
		i++
	}
	t := v.t.IMethod(i).Typ
	params, results := shape(t)
	f := makeWords(params, results, func(_, _ unsafe.Pointer) { panic("reflect: Call of unexported method") })
	return Value{t, unsafe.Pointer(&f), v.flag & readOnly}
}

// bound in the first word of a function value says that a receiver follows.
const bound = 1 << 63

// expression is m, a method of t, as a func whose first parameter is the receiver.
func expression(t *rt.Type, m *rt.Method) Value {
	f := unsafe.Pointer(&struct{ id uintptr }{uintptr(m.FuncIdx)})
	if t.Flags&rt.FlagPointerShape == 0 {
		// It takes the receiver's address.
		code := f
		own := words(t)
		params, results := shape(m.Expr)
		f = makeWords(params, results, func(in, out unsafe.Pointer) {
			var args w16
			args.a = store(t, in).ptr
			rest := params - own
			rt.TypedCopy(unsafe.Pointer(&args.b), unsafe.Add(in, 8*own), uintptr(rest)*8)
			callWords(code, unsafe.Pointer(&args), out, rest+1, results)
		})
	}
	return Value{m.Expr, unsafe.Pointer(&f), 0}
}

func (v Value) channel(method string, dir ChanDir) chan w16 {
	v.must(method, Chan)
	if v.t.N&int(dir) == 0 {
		what := "recv on send-only channel"
		if dir == SendDir {
			what = "send on recv-only channel"
		}
		panic("reflect: " + what)
	}
	return *(*chan w16)(v.ptr)
}

// Send sends x on a channel.
func (v Value) Send(x Value) {
	c := v.channel("Send", SendDir)
	var w w16
	load(v.t.Elem, x.as("reflect.Value.Send", v.t.Elem).ptr, unsafe.Pointer(&w))
	c <- w
}

// TrySend is Send that does not block, and says whether it sent.
func (v Value) TrySend(x Value) bool {
	c := v.channel("TrySend", SendDir)
	var w w16
	load(v.t.Elem, x.as("reflect.Value.TrySend", v.t.Elem).ptr, unsafe.Pointer(&w))
	select {
	case c <- w:
		return true
	default:
		return false
	}
}

// Recv receives from a channel; ok is false if it is closed.
func (v Value) Recv() (x Value, ok bool) {
	c := v.channel("Recv", RecvDir)
	var w w16
	ok = receiveWords(*(*unsafe.Pointer)(unsafe.Pointer(&c)), unsafe.Pointer(&w), words(v.t.Elem))
	return received(v.t.Elem, unsafe.Pointer(&w), ok), ok
}

// TryRecv is Recv that does not block: it gives the zero Value instead.
func (v Value) TryRecv() (x Value, ok bool) {
	c := v.channel("TryRecv", RecvDir)
	var w w16
	select {
	case w, ok = <-c:
		return received(v.t.Elem, unsafe.Pointer(&w), ok), ok
	default:
		return Value{}, false
	}
}

// Close closes a channel.
func (v Value) Close() {
	v.must("Close", Chan)
	if v.t.N&int(SendDir) == 0 {
		panic("reflect: close of receive-only channel")
	}
	close(*(*chan w16)(v.ptr))
}

// SliceHeader is what a slice is made of.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// StringHeader is what a string is made of.
type StringHeader struct {
	Data uintptr
	Len  int
}

// VisibleFields is all fields of a struct type that FieldByName finds, those of embedded structs after
// these.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	var all []StructField
	// Where the least deep field of each name stands. Those without a name any more lost to another.
	least := map[string]int{}
	entered := map[Type]bool{}
	var walk func(t Type, index []int)
	walk = func(t Type, index []int) {
		if entered[t] {
			return
		}
		entered[t] = true
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			f.Index = append(append([]int(nil), index...), i)
			deeper := 1
			if at, ok := least[f.Name]; ok {
				if deeper = len(all[at].Index) - len(f.Index); deeper >= 0 {
					all[at].Name = ""
				}
			}
			if deeper > 0 {
				least[f.Name] = len(all)
				all = append(all, f)
			}
			ft := f.Type
			if ft.Kind() == Pointer {
				ft = ft.Elem()
			}
			if f.Anonymous && ft.Kind() == Struct {
				walk(ft, f.Index)
			}
		}
		entered[t] = false
	}
	walk(t, nil)
	out := all[:0]
	for _, f := range all {
		if f.Name != "" {
			out = append(out, f)
		}
	}
	return out
}
