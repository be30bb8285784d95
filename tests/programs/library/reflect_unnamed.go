package main

import (
	"fmt"
	"reflect"
)

func try(f func()) { defer func() { fmt.Println(recover()) }(); f() }

func main() {
	v := reflect.ValueOf(struct{ x []int }{[]int{1}}).Field(0)
	w := reflect.ValueOf([]int{1})
	try(func() { reflect.Append(v, reflect.ValueOf(1)) })
	try(func() { reflect.AppendSlice(v, w) })
	try(func() { reflect.AppendSlice(w, v) })
	try(func() { reflect.AppendSlice(w, reflect.ValueOf([]string{"a"})) })
	try(func() { reflect.AppendSlice(w, reflect.ValueOf(1)) })
	try(func() { reflect.Append(reflect.ValueOf(1), w) })
	try(func() { fmt.Println(reflect.AppendSlice(w, v.Slice(0, 0)).CanAddr()) })
	try(func() {
		fmt.Println(reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeFor[[2]int]()), reflect.ValueOf([]int{1, 2}).CanConvert(reflect.TypeFor[*[3]int]()))
	})
	try(func() {
		fmt.Println(*reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeFor[*[2]int]()).Interface().(*[2]int))
	})
	try(func() { reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeFor[*[3]int]()) })
	try(func() { reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeFor[[3]int]()) })
	try(func() { reflect.ValueOf([]int(nil)).Convert(reflect.TypeFor[*[0]int]()); reflect.Copy(w, v) })
	try(func() { reflect.Copy(v, w) })
	type e struct{ a, B int }
	type L struct{ e }
	type R struct{ e }
	type T struct {
		L
		R
	}
	f, ok := reflect.TypeFor[T]().FieldByName("B")
	fmt.Println(f.Name, ok)
}

type list []struct{ C int }

func init() {
	type t1 struct{ list }
	fmt.Println(reflect.ValueOf(t1{list{{}}}).Field(0).Index(0).Field(0).CanSet())
	iter := reflect.ValueOf(map[int]int{1: 2}).MapRange()
	v := reflect.New(reflect.TypeFor[int]()).Elem()
	try(func() { iter.Key() })
	try(func() { v.SetIterKey(iter) })
	fmt.Println(iter.Next(), iter.Key(), iter.Value())
	v.SetIterValue(iter)
	fmt.Println(v, iter.Next())
	try(func() { iter.Value() })
	try(func() { v.SetIterValue(iter) })
	try(func() { iter.Next() })
	try(func() { new(reflect.MapIter).Next() })
	fmt.Println(reflect.ValueOf(struct{ a, _ int }{}).IsZero(), reflect.ValueOf(-0.0).IsZero(), v.Convert(reflect.TypeFor[float32]()))
}
