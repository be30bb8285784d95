// What reflect makes and ranges over: channels, slices, sequences, fields and methods; and how it refuses.
package main

import (
	"fmt"
	"reflect"
)

type in struct{ X, Y int }
type st struct {
	A int `k:"v"`
	B string
	in
	c bool
	P *in
}

func (s st) Hello(n int) string { return fmt.Sprint("hello ", n, s.A) }
func (s *st) Set(n int)         { s.A = n }

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: panic %T %v\n", what, r, r)
		}
	}()
	f()
}

type seq func(yield func(int) bool)

func main() {
	s := st{A: 1, B: "b", P: &in{3, 4}}
	v := reflect.ValueOf(&s).Elem()
	t := v.Type()
	for f := range t.Fields() {
		fmt.Println(f.Name, f.Type, f.Tag, f.Index, f.Anonymous, f.IsExported())
	}
	for f, x := range v.Fields() {
		fmt.Println(f.Name, x.Kind(), x.CanSet(), x.CanInterface())
	}
	for m := range reflect.TypeOf(&s).Methods() {
		fmt.Println(m.Name, m.Index)
	}
	for m, f := range v.Addr().Methods() {
		fmt.Println(m.Name, f.Type())
	}
	ft := reflect.TypeOf(func(int, string, ...bool) (error, uint8) { return nil, 0 })
	for x := range ft.Ins() {
		fmt.Print(x, " ")
	}
	for x := range ft.Outs() {
		fmt.Print(x, " ")
	}
	fmt.Println()
	fmt.Println(t.FieldByNameFunc(func(n string) bool { return n == "X" }))
	fmt.Println(v.FieldByNameFunc(func(n string) bool { return n == "Y" }))
	fmt.Println(v.FieldByIndexErr([]int{4, 1}))
	s.P = nil
	_, err := v.FieldByIndexErr([]int{4, 1})
	fmt.Println(err)
	for _, x := range []any{5, uint8(3), "héy", []string{"a", "b"}, [2]bool{true}, &[2]int{7, 8}, map[string]int{"k": 1}, seq(func(y func(int) bool) { _ = y(1) && y(2) && y(3) }), func(y func(int, string) bool) { _ = y(1, "x") && y(2, "y") }, 1.5, struct{}{}} {
		t := reflect.TypeOf(x)
		fmt.Print(t, " ", t.CanSeq(), t.CanSeq2(), ":")
		try("seq", func() {
			for i := range reflect.ValueOf(x).Seq() {
				fmt.Print(" ", i, " ", i.Type())
				if i.Kind() == reflect.Int && i.Int() == 2 {
					break
				}
			}
		})
		try("seq2", func() {
			for i, j := range reflect.ValueOf(x).Seq2() {
				fmt.Print(" ", i, "=", j, " ", j.Type())
			}
		})
		fmt.Println()
	}
	c := reflect.MakeChan(reflect.TypeOf(make(chan int8)), 3)
	c.Send(reflect.ValueOf(int8(-5)))
	c.Send(reflect.ValueOf(int8(6)))
	fmt.Println(c.Len(), c.Cap(), c.Type())
	ch := c.Interface().(chan int8)
	fmt.Println(<-ch)
	ch <- 7
	c.Close()
	for x := range c.Seq() {
		fmt.Print(x, " ")
	}
	fmt.Println()
	try("MakeChan", func() { reflect.MakeChan(reflect.TypeOf(1), 0) })
	try("MakeChan", func() { reflect.MakeChan(reflect.TypeOf(ch), -1) })
	try("MakeChan", func() { reflect.MakeChan(reflect.TypeOf((<-chan int)(nil)), 0) })
	sl := reflect.MakeSlice(reflect.SliceOf(reflect.TypeOf(s)), 2, 5)
	fmt.Println(sl.Type(), sl.Len(), sl.Cap(), sl.Slice3(1, 2, 3).Cap())
	_, ok := sl.Interface().([]st)
	fmt.Println(ok)
	fmt.Println(reflect.SliceOf(reflect.TypeOf(1)) == reflect.TypeOf([]int{}), reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(1)) == reflect.TypeOf(map[string]int{}), reflect.ChanOf(reflect.BothDir, reflect.TypeOf(int8(0))) == c.Type(), reflect.ArrayOf(2, reflect.TypeOf(1)))
	arr := [4]int{1, 2, 3, 4}
	av := reflect.ValueOf(&arr).Elem()
	fmt.Println(av.Slice(1, 3), av.Slice3(0, 1, 2).Cap())
	try("Slice", func() { reflect.ValueOf(arr).Slice(0, 1) })
	try("Slice", func() { av.Slice(3, 1) })
	try("Slice3", func() { av.Slice3(0, 3, 2) })
	fmt.Println(reflect.TypeAssert[int](reflect.ValueOf(3)))
	fmt.Println(reflect.TypeAssert[string](reflect.ValueOf(3)))
	fmt.Println(reflect.TypeAssert[fmt.Stringer](reflect.ValueOf(reflect.Int)))
	fmt.Println(reflect.TypeFor[int8]().OverflowInt(200), reflect.TypeFor[uint8]().OverflowUint(200), reflect.TypeFor[float32]().OverflowFloat(1e300), reflect.TypeFor[complex64]().OverflowComplex(complex(1, 1e300)))
	try("overflow", func() { reflect.TypeFor[string]().OverflowInt(1) })
	try("TypeAssert", func() { reflect.TypeAssert[int](reflect.Value{}) })
	for _, f := range reflect.VisibleFields(t) {
		fmt.Print(f.Name, f.Index, " ")
	}
	fmt.Println()
	m := reflect.MakeMap(reflect.TypeFor[map[string]int]())
	m.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
	it := m.MapRange()
	it.Next()
	k := reflect.New(reflect.TypeFor[string]()).Elem()
	k.SetIterKey(it)
	fmt.Println(k, m.MapIndex(reflect.ValueOf("a")), m.MapIndex(reflect.ValueOf("b")).IsValid())
	fmt.Printf("%v %d %x %s %z\n", reflect.ValueOf(3), reflect.ValueOf(3), reflect.ValueOf("hi"), reflect.ValueOf([]string{"a"}), reflect.Value{})
}
