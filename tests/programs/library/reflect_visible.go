// Fields that are visible, methods that cannot be called, and conversions, as reflect sees them.
package main

import (
	"fmt"
	"reflect"
)

func try(what string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: %T %v\n", what, e, e)
		}
	}()
	f()
	fmt.Println(what, "went well")
}

type SFG struct {
	F int
	G string
}
type SFG1 struct{ F, G int }
type deep struct{ SFG3 }
type SFG3 struct{ SFG }
type rec struct {
	*rec
	A int
}
type L1 struct {
	L2
	*L3
	X int
}
type L2 struct{ Y, Z, _ int }
type L3 struct {
	Z, X int
	L4
	_ int
}
type L4 struct {
	*L1
	W, Y int
	I
}
type I interface{ M() }

func show(t reflect.Type) {
	for _, f := range reflect.VisibleFields(t) {
		fmt.Print(f.Name, f.Index, f.Anonymous, f.PkgPath, " ")
	}
	fmt.Println()
}

type t0 interface {
	W()
	w()
}
type T1 interface {
	Y()
	y()
}
type T2 struct {
	T1
	t0
}
type T struct {
	t0      // 0
	T1      // 1
	NamedT0 t0
	NamedT2 T2
	namedT0 t0
	namedT1 T1
	namedT2 T2
}
type timp int

func (t timp) W() {}
func (t timp) Y() {}
func (t timp) w() {}
func (t timp) y() {}

type PU *uintptr
type PI *int

func main() {
	for _, x := range []any{SFG{}, struct {
		SFG
		SFG1
	}{}, struct {
		SFG
		SFG1
		F bool
	}{}, deep{}, struct {
		deep
		SFG
	}{}, rec{}, L1{}, L3{}, L4{}, struct{ _, _, A int }{}, struct {
		SFG3
		*SFG1
		G int
	}{}, struct{ I }{}} {
		show(reflect.TypeOf(x))
	}
	try("nil", func() { reflect.VisibleFields(nil) })
	try("int", func() { reflect.VisibleFields(reflect.TypeOf(1)) })
	try("ptr", func() { reflect.VisibleFields(reflect.TypeOf(&SFG{})) })
	try("zero", func() { fmt.Println(reflect.Value{}.Comparable()) })
	var e any
	try("nil any", func() { fmt.Println(reflect.ValueOf(&e).Elem().Comparable()) })
	i := timp(0)
	v := reflect.ValueOf(T{i, i, i, T2{i, i}, i, i, T2{i, i}})
	var walk func(what string, x reflect.Value, depth int)
	walk = func(what string, x reflect.Value, depth int) {
		for m := range 4 {
			try(fmt.Sprintf("%s.Method(%d)", what, m), func() { x.Method(m).Call(nil) })
		}
		for _, name := range []string{"W", "w", "Y", "y"} {
			try(fmt.Sprintf("%s.%s", what, name), func() { x.MethodByName(name).Call(nil) })
		}
		if x.Kind() == reflect.Interface {
			walk(what+".Elem", x.Elem(), depth+1)
		}
		if x.Kind() == reflect.Struct {
			for f := range x.NumField() {
				walk(what+"."+x.Type().Field(f).Name, x.Field(f), depth+1)
			}
		}
	}
	walk("v", v, 0)
	p := new(*uintptr)
	for _, t := range []reflect.Type{reflect.TypeFor[*PU](), reflect.TypeFor[*PI](), reflect.TypeFor[**int]()} {
		try(t.String(), func() { fmt.Println(reflect.ValueOf(p).Convert(t).Type()) })
		fmt.Println(reflect.TypeOf(p).ConvertibleTo(t))
	}
	type PP **uintptr
	try("PP", func() { fmt.Println(reflect.ValueOf(PP(nil)).Convert(reflect.TypeFor[*PU]()).Type()) })
	type Q *PU
	try("Q", func() { fmt.Println(reflect.ValueOf(PP(nil)).Convert(reflect.TypeFor[Q]()).Type()) })
	type A struct{ X int }
	type B struct {
		X int `json:"b"`
	}
	try("tags", func() { fmt.Println(reflect.ValueOf(A{1}).Convert(reflect.TypeFor[B]())) })
	fmt.Println(reflect.TypeFor[A]().AssignableTo(reflect.TypeFor[struct {
		X int `json:"b"`
	}]()))
	try("tags", func() { fmt.Println(reflect.ValueOf(&A{}).Convert(reflect.TypeFor[*B]()).Type()) })
}
