// What reflect says no to, and what it says of itself: kinds, capacities, comparisons, iterators.
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

type nested struct {
	a int
	m map[int]int
	S struct{ X any }
}

type iface interface {
	M()
	hidden()
}

func main() {
	x := -1
	fmt.Println(reflect.Kind(1<<63+5), reflect.Kind(30), reflect.Kind(x))
	try("cap", func() { fmt.Println(reflect.ValueOf(&[3]int{}).Cap()) })
	try("cap", func() { fmt.Println(reflect.ValueOf(&x).Cap()) })
	try("cap", func() { fmt.Println(reflect.ValueOf(x).Cap()) })
	try("len", func() { fmt.Println(reflect.ValueOf(&x).Len()) })

	for _, v := range []any{
		[0]func(){}, [0]any{}, [0]map[int]int{}, [1]any{[]int{}}, [2]any{1, "a"}, struct{ X any }{func() {}},
		struct{ X []int }{}, func() {}, map[int]int{}, []int{}, nested{}, struct{ a [0]func() }{},
		[0]struct{ X any }{}, [2]struct{ F float64 }{},
	} {
		try(fmt.Sprintf("%T", v), func() { fmt.Println(reflect.ValueOf(v).Comparable()) })
		try("equal", func() { fmt.Println(reflect.ValueOf(v).Equal(reflect.ValueOf(v))) })
	}
	try("equal", func() { fmt.Println(reflect.ValueOf([]int{}).Equal(reflect.ValueOf(nil))) })
	try("equal", func() { fmt.Println(reflect.ValueOf([]int{}).Equal(reflect.ValueOf(map[int]int{}))) })
	try("differs first", func() {
		fmt.Println(reflect.ValueOf(nested{a: 1}).Equal(reflect.ValueOf(nested{a: 2})))
	})

	m := map[string]int{"a": 1}
	it := reflect.ValueOf(m).MapRange()
	k := reflect.New(reflect.TypeOf("")).Elem()
	try("before", func() { k.SetIterKey(it) })
	it.Next()
	try("unaddressable", func() { reflect.ValueOf("").SetIterKey(it) })
	try("unaddressable", func() { reflect.ValueOf("").SetIterValue(it) })
	try("type", func() { k.SetIterValue(it) })
	try("type", func() { reflect.New(reflect.TypeOf(0)).Elem().SetIterKey(it) })
	hidden := reflect.ValueOf(struct{ m map[string]int }{m}).Field(0).MapRange()
	hidden.Next()
	try("hidden", func() { k.SetIterKey(hidden) })
	try("hidden", func() { k.SetIterValue(hidden) })
	it.Next()
	try("done", func() { k.SetIterKey(it) })
	try("done", func() { k.SetIterValue(it) })

	for m := range reflect.TypeFor[iface]().Methods() {
		fmt.Printf("%s %q %v %v\n", m.Name, m.PkgPath, m.IsExported(), m.Type)
	}
	method, ok := reflect.TypeFor[interface{ hidden() }]().MethodByName("hidden")
	fmt.Println(method.Name, method.PkgPath, method.IsExported(), ok)
}
