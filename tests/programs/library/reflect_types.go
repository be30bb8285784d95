// Types that the program does not have: maps, arrays, channels, functions and structs made by package
// reflect are types like all others, for the collector, equality, maps, json and assertions.

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
)

type point struct{ X, Y int }

type shape struct{ name string }

func (s shape) Area() int      { return len(s.name) }
func (s shape) String() string { return "shape " + s.name }

type areaer interface{ Area() int }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %v\n", name, r)
		}
	}()
	f()
	fmt.Println(name, "fine")
}

func maps() {
	t := reflect.MapOf(reflect.TypeOf(point{}), reflect.TypeOf([]string{}))
	fmt.Println(t, t.Kind(), t.Key(), t.Elem(), t.Name() == "", t.PkgPath() == "", t.Comparable(), t.Size())
	m := reflect.MakeMap(t)
	for i := range 100 {
		m.SetMapIndex(reflect.ValueOf(point{i % 10, i / 10}), reflect.ValueOf([]string{fmt.Sprint(i)}))
	}
	runtime.GC()
	fmt.Println(m.Len(), m.MapIndex(reflect.ValueOf(point{3, 4})), m.MapIndex(reflect.ValueOf(point{3, 14})).IsValid())
	sum := 0
	for it := m.MapRange(); it.Next(); {
		sum += it.Key().Interface().(point).X
	}
	fmt.Println(sum)
	// An interface as key; floats.
	a := reflect.MakeMap(reflect.MapOf(reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[uint8]()))
	a.SetMapIndex(reflect.ValueOf(shape{"a"}), reflect.ValueOf(uint8(1)))
	a.SetMapIndex(reflect.ValueOf(shape{"a"}), reflect.ValueOf(uint8(2)))
	fmt.Println(a.Type(), a)
	f := reflect.MakeMap(reflect.MapOf(reflect.TypeFor[[2]float32](), reflect.TypeFor[complex64]()))
	f.SetMapIndex(reflect.ValueOf([2]float32{1, 2}), reflect.ValueOf(complex64(3i)))
	fmt.Println(f.Type(), f)
	fmt.Println(reflect.MapOf(reflect.TypeFor[string](), reflect.TypeFor[int]()) == reflect.TypeFor[map[string]int]())
	fmt.Println(reflect.MapOf(reflect.TypeFor[int8](), reflect.TypeFor[int16]()) == reflect.MapOf(reflect.TypeFor[int8](), reflect.TypeFor[int16]()))
	try("func key", func() { reflect.MapOf(reflect.TypeFor[func()](), reflect.TypeFor[int]()) })
	try("slice key", func() { reflect.MapOf(reflect.TypeFor[[]int](), reflect.TypeFor[int]()) })
	try("unhashable", func() {
		m := reflect.MakeMap(reflect.MapOf(reflect.TypeFor[any](), reflect.TypeFor[int32]()))
		m.SetMapIndex(reflect.ValueOf([]int{1}), reflect.ValueOf(int32(1)))
	})
}

func arrays() {
	t := reflect.ArrayOf(5, reflect.TypeFor[*point]())
	fmt.Println(t, t.Kind(), t.Len(), t.Size(), t.Elem(), t.Comparable())
	v := reflect.New(t).Elem()
	for i := range 5 {
		v.Index(i).Set(reflect.ValueOf(&point{i, i * i}))
	}
	runtime.GC()
	for i := range 5 {
		fmt.Print(v.Index(i).Elem().Interface(), " ")
	}
	fmt.Println()
	s := v.Slice(1, 3)
	fmt.Println(s.Type(), s.Len(), s.Cap(), s.Index(0).Elem())
	w := reflect.New(t).Elem()
	w.Set(v)
	fmt.Println(v.Interface() == w.Interface())
	w.Index(2).Set(reflect.ValueOf(new(point)))
	fmt.Println(v.Interface() == w.Interface())
	fmt.Println(reflect.ArrayOf(0, reflect.TypeFor[point]()), reflect.Zero(reflect.ArrayOf(3, reflect.TypeFor[string]())))
	big := reflect.New(reflect.ArrayOf(1000, reflect.TypeFor[string]())).Elem()
	for i := range 1000 {
		big.Index(i).SetString(strings.Repeat("x", i%7) + fmt.Sprint(i))
	}
	runtime.GC()
	fmt.Println(big.Index(999), big.Index(12), big.Len())
	nested := reflect.ArrayOf(2, reflect.ArrayOf(3, reflect.TypeFor[int8]()))
	fmt.Println(nested, nested.Size(), reflect.Zero(nested))
	try("negative", func() { reflect.ArrayOf(-1, reflect.TypeFor[int]()) })
	try("too large", func() { reflect.ArrayOf(1<<62, reflect.TypeFor[int]()) })
	fmt.Println(reflect.ArrayOf(4, reflect.TypeFor[byte]()) == reflect.TypeOf([4]byte{}))
}

func chans() {
	t := reflect.ChanOf(reflect.BothDir, reflect.TypeFor[[3]point]())
	fmt.Println(t, t.ChanDir(), t.Elem())
	c := reflect.MakeChan(t, 2)
	c.Send(reflect.ValueOf([3]point{{1, 2}, {3, 4}}))
	fmt.Println(c.Len(), c.Cap())
	go func() { c.Send(reflect.ValueOf([3]point{2: {5, 6}})); c.Close() }()
	for {
		v, ok := c.Recv()
		fmt.Println(v, ok)
		if !ok {
			break
		}
	}
	fmt.Println(reflect.ChanOf(reflect.RecvDir, t), reflect.ChanOf(reflect.SendDir, t))
	fmt.Println(reflect.ChanOf(reflect.BothDir, reflect.ChanOf(reflect.RecvDir, reflect.TypeFor[point]())))
	try("dir", func() { reflect.ChanOf(0, reflect.TypeFor[int]()) })
	try("size", func() { reflect.ChanOf(reflect.BothDir, reflect.TypeFor[[1 << 16]byte]()) })
	try("recv only", func() { reflect.MakeChan(reflect.ChanOf(reflect.RecvDir, reflect.TypeFor[point]()), 0) })
}

func funcs() {
	in := []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[point](), reflect.TypeFor[[]string]()}
	out := []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[error]()}
	t := reflect.FuncOf(in, out, true)
	fmt.Println(t, t.IsVariadic(), t.NumIn(), t.NumOut(), t.In(2), t.Out(1))
	f := reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		s := fmt.Sprint(args[0], args[1], args[2].Len(), args[2])
		return []reflect.Value{reflect.ValueOf(s), reflect.Zero(reflect.TypeFor[error]())}
	})
	r := f.Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(point{2, 3}), reflect.ValueOf("a"), reflect.ValueOf("b")})
	fmt.Println(r[0], r[1].IsNil())
	r = f.CallSlice([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(point{2, 3}), reflect.ValueOf([]string{"z"})})
	fmt.Println(r[0])
	type fn func(int, point, ...string) (string, error)
	var g fn
	reflect.ValueOf(&g).Elem().Set(f)
	fmt.Println(g(7, point{}, "q"))
	fmt.Println(reflect.FuncOf(nil, nil, false), reflect.FuncOf(nil, []reflect.Type{reflect.TypeFor[[5]rune]()}, false))
	try("variadic", func() { reflect.FuncOf([]reflect.Type{reflect.TypeFor[int]()}, nil, true) })
	try("variadic none", func() { reflect.FuncOf(nil, nil, true) })
	try("many", func() { reflect.FuncOf(make([]reflect.Type, 129), nil, false) })
}

func field(name string, t reflect.Type, tag string) reflect.StructField {
	return reflect.StructField{Name: name, Type: t, Tag: reflect.StructTag(tag)}
}

func structs() {
	t := reflect.StructOf([]reflect.StructField{
		field("Height", reflect.TypeFor[float64](), `json:"height"`),
		field("Age", reflect.TypeFor[int8](), `json:"age"`),
		field("Name", reflect.TypeFor[string](), `json:"name,omitempty"`),
		field("Tags", reflect.TypeFor[[]string](), ""),
		field("P", reflect.TypeFor[*point](), `json:"p"`),
	})
	fmt.Println(t, t.Size(), t.NumField(), t.Comparable())
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Offset, f.Index, f.Tag, f.PkgPath == "", f.Anonymous)
	}
	v := reflect.New(t)
	e := v.Elem()
	e.Field(0).SetFloat(1.75)
	e.FieldByName("Age").SetInt(41)
	e.FieldByName("P").Set(reflect.ValueOf(&point{8, 9}))
	runtime.GC()
	text, err := json.Marshal(v.Interface())
	fmt.Println(string(text), err)
	err = json.NewDecoder(strings.NewReader(`{"height": 2, "name": "Ann", "Tags": ["x", "y"], "p": {"X": 1}}`)).Decode(v.Interface())
	fmt.Println(err, e.Field(2), e.Field(3), e.Field(4).Elem())
	fmt.Printf("%T\n", v.Interface())
	try("compare", func() { fmt.Println(e.Interface() == e.Interface()) })

	c := reflect.StructOf([]reflect.StructField{field("A", reflect.TypeFor[int8](), ""), field("B", reflect.TypeFor[string](), ""), field("C", reflect.TypeFor[struct{}](), "")})
	fmt.Println(c, c.Size(), c.Align(), c.Comparable(), c.Field(2).Offset)
	x, y := reflect.New(c).Elem(), reflect.New(c).Elem()
	x.Field(1).SetString("same")
	y.Field(1).SetString(string([]byte("same")))
	fmt.Println(x.Interface() == y.Interface(), x.Equal(y))
	m := map[any]int{x.Interface(): 1}
	m[y.Interface()]++
	y.Field(0).SetInt(5)
	m[y.Interface()]++
	fmt.Println(len(m), m[x.Interface()], reflect.DeepEqual(x.Interface(), y.Interface()))

	fmt.Println(reflect.StructOf(nil), reflect.StructOf([]reflect.StructField{field("X", reflect.TypeFor[int](), ""), field("Y", reflect.TypeFor[int](), "")}) == reflect.TypeOf(struct{ X, Y int }{}))
	p := reflect.New(reflect.StructOf([]reflect.StructField{field("X", reflect.TypeFor[int](), ""), field("Y", reflect.TypeFor[int](), "")}))
	p.Elem().Field(1).SetInt(3)
	fmt.Println(p.Elem().Convert(reflect.TypeFor[point]()).Interface().(point))
	q := p.Elem().Interface().(struct{ X, Y int })
	fmt.Println(q)

	emb := reflect.StructOf([]reflect.StructField{{Name: "shape", Type: reflect.TypeOf(shape{}), Anonymous: true, PkgPath: ""}}[:0])
	fmt.Println(emb)
	pkg := reflect.StructOf([]reflect.StructField{{Name: "hidden", Type: reflect.TypeFor[int](), PkgPath: "main"}, {Name: "Open", Type: reflect.TypeFor[bool]()}})
	fmt.Println(pkg, pkg.Field(0).PkgPath, pkg.Field(0).IsExported(), reflect.Zero(pkg))
	inner := reflect.StructOf([]reflect.StructField{field("In", pkg, ""), field("Arr", reflect.ArrayOf(2, c), ""), field("M", reflect.MapOf(c, pkg), "")})
	fmt.Println(inner, inner.Size())
	fmt.Printf("%+v\n", reflect.Zero(inner))
	pt := reflect.PointerTo(reflect.PointerTo(inner))
	fmt.Println(pt, pt.Elem().Elem() == inner, reflect.SliceOf(inner) == reflect.SliceOf(inner))
	sl := reflect.MakeSlice(reflect.SliceOf(c), 0, 2)
	sl = reflect.Append(sl, x, y, x)
	runtime.GC()
	fmt.Println(sl, sl.Len())
}

type Shape struct{ Name string }

func (s Shape) Area() int { return len(s.Name) }

func embedded() {
	t := reflect.StructOf([]reflect.StructField{{Name: "Shape", Type: reflect.TypeFor[Shape](), Anonymous: true}})
	fmt.Println(t, t.NumMethod())
	v := reflect.New(t).Elem()
	v.Field(0).Field(0).SetString("four")
	a, ok := v.Interface().(areaer)
	fmt.Println(ok)
	if ok {
		fmt.Println(a.Area())
	}
	fmt.Println(v.FieldByName("Name"))
	two := reflect.StructOf([]reflect.StructField{{Name: "Shape", Type: reflect.TypeFor[Shape](), Anonymous: true}, field("N", reflect.TypeFor[int](), "")})
	w := reflect.New(two).Elem()
	w.Field(0).Field(0).SetString("sixsix")
	a, ok = w.Interface().(areaer)
	fmt.Println(ok, a.Area(), two)
	try("not first", func() {
		reflect.StructOf([]reflect.StructField{field("N", reflect.TypeFor[int](), ""), {Name: "Shape", Type: reflect.TypeFor[Shape](), Anonymous: true}})
	})
	try("pointers", func() {
		reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeFor[**Shape](), Anonymous: true}})
	})
	try("interface pointer", func() {
		reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeFor[*areaer](), Anonymous: true}})
	})
	try("pointer second", func() {
		reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeFor[*Shape](), Anonymous: true}, field("N", reflect.TypeFor[int](), "")})
	})
}

func mistakes() {
	i := reflect.TypeFor[int]()
	try("no name", func() { reflect.StructOf([]reflect.StructField{{Type: i}}) })
	try("bad name", func() { reflect.StructOf([]reflect.StructField{field("A-b", i, "")}) })
	try("digit", func() { reflect.StructOf([]reflect.StructField{field("9", i, "")}) })
	try("no type", func() { reflect.StructOf([]reflect.StructField{{Name: "A"}}) })
	try("unexported", func() { reflect.StructOf([]reflect.StructField{field("a", i, "")}) })
	try("blank", func() { reflect.StructOf([]reflect.StructField{field("_", i, "")}) })
	try("twice", func() { reflect.StructOf([]reflect.StructField{field("A", i, ""), field("A", i, "")}) })
	try("packages", func() {
		reflect.StructOf([]reflect.StructField{{Name: "a", Type: i, PkgPath: "p"}, {Name: "b", Type: i, PkgPath: "q"}})
	})
	try("embedded with path", func() {
		reflect.StructOf([]reflect.StructField{{Name: "a", Type: i, PkgPath: "p", Anonymous: true}})
	})
	try("huge", func() {
		b := reflect.TypeFor[[1 << 40]byte]()
		reflect.StructOf([]reflect.StructField{field("A", b, "")})
	})
	try("assign", func() {
		t := reflect.StructOf([]reflect.StructField{field("Q", i, "")})
		reflect.New(t).Elem().Set(reflect.ValueOf(3))
	})
	try("assert", func() {
		t := reflect.StructOf([]reflect.StructField{field("Q", i, "")})
		_ = reflect.Zero(t).Interface().(io.Reader)
	})
	try("assert type", func() {
		t := reflect.StructOf([]reflect.StructField{field("Q", i, `a:"b"`)})
		_ = reflect.Zero(t).Interface().(point)
	})
	try("panic", func() { panic(reflect.Zero(reflect.StructOf([]reflect.StructField{field("Q", i, "")})).Interface()) })
}

func concurrent() {
	done := make(chan reflect.Type)
	for i := range 8 {
		go func() {
			done <- reflect.ArrayOf(70+i%2, reflect.TypeFor[point]())
		}()
	}
	seen := map[reflect.Type]int{}
	for range 8 {
		seen[<-done]++
	}
	fmt.Println(len(seen), seen[reflect.ArrayOf(70, reflect.TypeFor[point]())])
}

func main() {
	maps()
	arrays()
	chans()
	funcs()
	structs()
	embedded()
	mistakes()
	concurrent()
}
