package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type ticket struct {
	paid  bool
	code  [7]byte
	price int64
	seat  int16
	rest  [6]byte
}

func main() {
	var t ticket
	fmt.Println("paid at", unsafe.Offsetof(t.paid))
	fmt.Println("price at", unsafe.Offsetof(t.price))
	fmt.Println("seat at", unsafe.Offsetof(t.seat))
	fmt.Println("size", unsafe.Sizeof(t))
	fmt.Println("padding", padding(reflect.TypeOf(t)))
}

// padding is what is left of a struct's bytes when its fields are taken away.
func padding(t reflect.Type) uintptr {
	left := t.Size()
	for i := range t.NumField() {
		left -= t.Field(i).Type.Size()
	}
	return left
}
