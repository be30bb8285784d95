// recover in what package reflect made, and in what it called.
package main

import (
	"fmt"
	"reflect"
)

type T struct{ n int }

func (t *T) M()     { fmt.Println("  in M", t.n, recover()) }
func (t T) V()      { fmt.Println("  in V", t.n, recover()) }
func (t T) Two(a, b int) { fmt.Println("  in Two", t.n, a, b, recover()) }

func f() { fmt.Println("  in f", recover()) }

func try(name string, g func()) {
	fmt.Println(name)
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("  left:", r)
		}
	}()
	g()
}

func main() {
	try("made", func() {
		f := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
			fmt.Println("  in made", recover())
			return nil
		}).Interface().(func())
		defer f()
		panic(1)
	})
	try("made calls f", func() {
		f := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
			f()
			return nil
		}).Interface().(func())
		defer f()
		panic(1)
	})
	try("call", func() { defer reflect.ValueOf(f).Call(nil); panic(2) })
	try("call in func", func() { defer func() { reflect.ValueOf(f).Call(nil) }(); panic(2) })
	try("call func lit", func() { defer reflect.ValueOf(func() { fmt.Println("  lit", recover()) }).Call(nil); panic(2) })
	try("method call", func() { defer reflect.ValueOf(&T{1}).MethodByName("M").Call(nil); panic(3) })
	try("method func", func() {
		g := reflect.ValueOf(&T{2}).MethodByName("M").Interface().(func())
		defer g()
		panic(4)
	})
	try("value method func", func() {
		g := reflect.ValueOf(T{3}).MethodByName("V").Interface().(func())
		defer g()
		panic(5)
	})
	try("value method func of pointer", func() {
		g := reflect.ValueOf(&T{3}).MethodByName("V").Interface().(func())
		defer g()
		panic(5)
	})
	try("two", func() {
		g := reflect.ValueOf(&T{3}).MethodByName("Two").Interface().(func(int, int))
		defer g(1, 2)
		panic(6)
	})
	try("expr", func() {
		m, _ := reflect.TypeFor[*T]().MethodByName("M")
		g := m.Func.Interface().(func(*T))
		defer g(&T{4})
		panic(6)
	})
	try("expr V", func() {
		m, _ := reflect.TypeFor[T]().MethodByName("V")
		g := m.Func.Interface().(func(T))
		defer g(T{4})
		panic(6)
	})
	try("interface method", func() {
		var s interface{ V() } = T{7}
		g := reflect.ValueOf(&s).Elem().MethodByName("V").Interface().(func())
		defer g()
		panic(7)
	})
	try("method value in closure", func() {
		g := reflect.ValueOf(&T{2}).MethodByName("M").Interface().(func())
		defer func() { g() }()
		panic(8)
	})
}
