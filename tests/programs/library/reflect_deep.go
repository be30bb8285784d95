// Maps, methods, pointer types and embedded fields through reflect.
package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sort"
	"unsafe"
)

type point struct{ X, Y int }

func (p point) Sum(n int) int           { return p.X + p.Y + n }
func (p *point) Move(dx, dy int) *point { p.X += dx; p.Y += dy; return p }
func (p point) Join(s ...string) (n int, err error) {
	for _, x := range s {
		n += len(x)
	}
	if n > 5 {
		err = errors.New("long")
	}
	return
}

type inner struct{ *point }
type namer interface{ Name(prefix string) string }
type dog struct{ name string }

func (d dog) Name(p string) string { return p + d.name }

type big struct {
	A [40]int
	S string
}

func (b big) Get(i int) int { return b.A[i] }

type only struct{ v int }

func (o *only) SetV(n int) { o.v = n }

func maps() {
	m := reflect.MakeMap(reflect.TypeFor[map[string]int]())
	for i, k := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"} {
		m.SetMapIndex(reflect.ValueOf(k), reflect.ValueOf(i))
	}
	m.SetMapIndex(reflect.ValueOf("d"), reflect.Value{})
	fmt.Println(m.Interface(), m.Len(), m.MapIndex(reflect.ValueOf("b")), m.MapIndex(reflect.ValueOf("zz")).IsValid())
	g := map[any]any{1: "x"}
	v := reflect.ValueOf(g)
	v.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(3.5))
	v.SetMapIndex(reflect.ValueOf(point{1, 2}), reflect.Zero(reflect.TypeFor[any]()))
	fmt.Println(len(g), g["k"], g[point{1, 2}], v.MapIndex(reflect.ValueOf(1)))
	h := map[big]big{}
	hv := reflect.ValueOf(h)
	b := big{S: "q"}
	b.A[3] = 7
	hv.SetMapIndex(reflect.ValueOf(b), reflect.ValueOf(b))
	b.A[3] = 8
	fmt.Println(hv.Len(), hv.MapIndex(reflect.ValueOf(b)).IsValid(), h[big{S: "q"}].S)
	b.A[3] = 7
	fmt.Println(hv.MapIndex(reflect.ValueOf(b)).Field(1))
	for _, f := range []func(){
		func() { reflect.ValueOf(map[string]int(nil)).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1)) },
		func() { reflect.ValueOf(map[any]int{}).SetMapIndex(reflect.ValueOf([]int{1}), reflect.ValueOf(1)) },
		func() { reflect.ValueOf(map[string]int{}).SetMapIndex(reflect.ValueOf(1), reflect.ValueOf(1)) },
		func() { fmt.Println(reflect.ValueOf(map[string]int(nil)).MapIndex(reflect.ValueOf("a")).IsValid()) },
		func() { reflect.MakeMap(reflect.TypeFor[int]()) },
	} {
		func() {
			defer func() { fmt.Println("panic:", recover()) }()
			f()
		}()
	}
	keys := m.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys)
	it := m.MapRange()
	n := 0
	k, e := reflect.New(reflect.TypeFor[string]()).Elem(), reflect.New(reflect.TypeFor[int]()).Elem()
	for it.Next() {
		k.SetIterKey(it)
		e.SetIterValue(it)
		n += len(k.String()) + int(e.Int())
	}
	fmt.Println(n)
	m.Clear()
	fmt.Println(m.Len())
	nan := map[float64]int{math.NaN(): 1, math.NaN(): 2}
	reflect.ValueOf(nan).Clear()
	u := reflect.TypeFor[unsafe.Pointer]()
	fmt.Println(len(nan), u.PkgPath(), u.Name(), u)
}

func methods() {
	p := &point{1, 2}
	for _, x := range []any{p, *p, inner{p}, dog{"rex"}, big{}, &only{}} {
		v := reflect.ValueOf(x)
		t := v.Type()
		for i := range t.NumMethod() {
			fmt.Println(t, t.Method(i).Name, v.Method(i).Type(), t.Method(i).Type, t.Method(i).Func.Type(), t.Method(i).Index)
		}
	}
	call := func(x any, name string, args ...any) {
		var in []reflect.Value
		for _, a := range args {
			in = append(in, reflect.ValueOf(a))
		}
		out := reflect.ValueOf(x).MethodByName(name).Call(in)
		for _, o := range out {
			fmt.Print(o, " ")
		}
		fmt.Println()
	}
	call(p, "Sum", 10)
	call(*p, "Sum", 10)
	call(p, "Move", 5, 6)
	call(inner{p}, "Sum", 1)
	call(inner{p}, "Move", 1, 1)
	call(p, "Join", "ab", "c")
	call(p, "Join", "abcd", "efgh")
	call(p, "Join")
	call(dog{"rex"}, "Name", "mr ")
	call(big{A: [40]int{4: 9}}, "Get", 4)
	o := only{}
	reflect.ValueOf(&o).MethodByName("SetV").Call([]reflect.Value{reflect.ValueOf(9)})
	fmt.Println(o)
	var n namer = dog{"kim"}
	nv := reflect.ValueOf(&n).Elem()
	fmt.Println(nv.Type(), nv.NumMethod(), nv.Method(0).Call([]reflect.Value{reflect.ValueOf("a")})[0])
	fmt.Println(reflect.ValueOf(p).MethodByName("Nope").IsValid())
	m, ok := reflect.TypeOf(p).MethodByName("Join")
	fmt.Println(m.Name, ok, m.Type.NumIn(), m.Type.IsVariadic(), m.Func.Call([]reflect.Value{reflect.ValueOf(p), reflect.ValueOf("abc"), reflect.ValueOf("defg")}))
	m, _ = reflect.TypeOf(*p).MethodByName("Sum")
	fmt.Println(m.Func.Call([]reflect.Value{reflect.ValueOf(*p), reflect.ValueOf(7)})[0])
	m, ok = reflect.TypeFor[namer]().MethodByName("Name")
	fmt.Println(m.Name, m.Type, m.Func.IsValid(), ok)
	_, ok = reflect.TypeOf(p).MethodByName("Nope")
	fmt.Println(ok)
	f := reflect.ValueOf(p).MethodByName("Sum").Interface().(func(int) int)
	fmt.Println(f(100))
}

func pointers() {
	t := reflect.TypeFor[only]()
	pt := reflect.PointerTo(t)
	fmt.Println(pt, pt.NumMethod(), reflect.New(t).Elem().Type(), reflect.PointerTo(reflect.TypeFor[[]float32]()))
	s := struct{ V []only }{V: make([]only, 2)}
	e := reflect.ValueOf(&s).Elem().Field(0).Index(1)
	fmt.Println(e.Addr().Type(), e.Addr().NumMethod())
	e.Addr().Interface().(interface{ SetV(int) }).SetV(4)
	fmt.Println(s)
	sl := reflect.ValueOf(&s).Elem().Field(0)
	sl.Grow(3)
	sl.SetLen(4)
	sl.SetCap(4)
	fmt.Println(s, sl.Cap())
}

func sequences() {
	for _, x := range []any{3, uint8(2), []string{"a", "b"}, [2]int{5, 6}, &[2]int{7, 8}, "hé", map[string]int{"k": 1}, slices.Values([]int{4, 5}), maps2, (*[2]int)(nil)} {
		v := reflect.ValueOf(x)
		fmt.Print(v.Type(), v.Type().CanSeq(), v.Type().CanSeq2())
		if v.Type().CanSeq() {
			for y := range v.Seq() {
				fmt.Print(" ", y.Type(), y)
			}
		}
		if v.Type().CanSeq2() && !(v.Kind() == reflect.Pointer && v.IsNil()) {
			for y, z := range v.Seq2() {
				fmt.Print(" ", y, "=", z)
			}
		}
		fmt.Println()
	}
	a := [5]int{1, 2, 3, 4, 5}
	av := reflect.ValueOf(&a).Elem()
	s := av.Slice(1, 3)
	s.Index(0).SetInt(20)
	fmt.Println(s, s.Type(), s.Len(), s.Cap(), av.Slice3(1, 2, 3).Cap(), a)
	st, ok := reflect.TypeAssert[fmt.Stringer](reflect.ValueOf(3))
	fmt.Println(st, ok)
	n, ok := reflect.TypeAssert[int](reflect.ValueOf(3))
	fmt.Println(n, ok)
	_, err := reflect.ValueOf(whole{}).FieldByIndexErr([]int{1, 0})
	fmt.Println(err)
}

func maps2(yield func(string, bool) bool) { _ = yield("x", true) && yield("y", false) }

func main() {
	sequences()
	maps()
	methods()
	pointers()
	fields()
}

type hiddenPart struct {
	Pub  int
	priv int
}
type whole struct {
	hiddenPart
	*only2
	h hiddenPart
}
type only2 struct{ V int }

func fields() {
	w := whole{only2: &only2{1}}
	v := reflect.ValueOf(&w).Elem()
	fmt.Println(v.Field(0).CanSet(), v.Field(0).Field(0).CanSet(), v.Field(0).Field(1).CanSet())
	fmt.Println(v.Field(1).CanSet(), v.Field(1).Elem().Field(0).CanSet(), v.Field(2).Field(0).CanSet())
	v.Field(0).Field(0).SetInt(5)
	v.FieldByName("V").SetInt(6)
	fmt.Println(w.Pub, w.V, v.FieldByName("Pub").CanInterface(), v.Field(0).CanInterface(), v.Field(2).Field(0).CanInterface())
}
