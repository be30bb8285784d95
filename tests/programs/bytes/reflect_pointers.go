// Addresses that reflect hands out are those of unsafe.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type rec struct {
	a byte
	B int
	C []int
}

func main() {
	r := rec{1, 2, []int{3, 4}}
	v := reflect.ValueOf(&r).Elem()
	fmt.Println(v.Field(1).Addr().Interface().(*int) == &r.B, v.Field(1).UnsafeAddr()-v.UnsafeAddr(), v.Addr().UnsafePointer() == unsafe.Pointer(&r))
	*(*byte)(unsafe.Pointer(v.Field(0).UnsafeAddr())) = 42
	fmt.Println(r.a, v.Field(2).Pointer() == uintptr(unsafe.Pointer(&r.C[0])))
	w := reflect.NewAt(reflect.TypeFor[byte](), unsafe.Pointer(&r)).Elem()
	w.SetUint(43)
	fmt.Println(r)
	m := map[int]int{}
	fmt.Println(reflect.ValueOf(m).Pointer() == *(*uintptr)(unsafe.Pointer(&m)))
}
