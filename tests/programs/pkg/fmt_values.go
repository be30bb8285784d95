// %v, %+v, %#v and %T of every kind of value.
package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	type in struct {
		A int
		b string
	}
	type out struct {
		in
		P  *in
		I  any
		E  error
		F  func()
		C  chan int
		M  map[string]int
		S  []in
		Ar [2]bool
		By []byte
		St fmt.Stringer
	}
	o := out{in: in{1, "x"}, I: in{2, "y"}, E: errors.New("bad"), M: map[string]int{"z": 1, "a": 2}, S: []in{{3, "q"}}, By: []byte("hi"), St: time.Second}
	fmt.Printf("%v\n%+v\n", o, o)
	fmt.Printf("%#v\n", struct {
		A int
		B string
		C []int
		D map[string]bool
		E any
		F *int
		G [2]float64
		H error
		I byte
		J uintptr
		K []byte
		L struct{}
		M []any
		N []string
	}{1, "two", []int{3}, map[string]bool{"k": true}, 5, nil, [2]float64{1, 2.5}, nil, 'x', 255, []byte("b"), struct{}{}, []any{1, "a", nil}, nil})
	fmt.Printf("%v %+v %v %v\n", &in{1, "p"}, &[]int{1}, &map[string]int{"a": 1}, &[2]int{})
	fmt.Printf("%#v %#v %#v %#v %#v %#v\n", []int(nil), map[int]int(nil), "q\"", 'r', int8(3), true)
	fmt.Printf("%v %v %d\n", [3]byte{1, 2, 3}, []any{[]int{1}, map[int]string{1: "a"}}, []any{1, []int{2}})
	fmt.Println([]error{errors.New("a")}, []*int{nil}, struct{}{}, [0]int{}, [][]string{{"a"}, {}})
}
