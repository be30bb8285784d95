// Package reflect's sizes, alignments and offsets are the compiler's.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type inner struct {
	a byte
	b int16
}
type rec struct {
	A bool
	B int64
	inner
	C string
	D []byte
	E any
	F [3]inner
	_ uint16
	G complex64
	H func()
	I map[string]int
	J chan int
	K *rec
	Z struct{}
}

func main() {
	t := reflect.TypeFor[rec]()
	fmt.Println(t.Size(), t.Align(), t.FieldAlign(), t.NumField(), unsafe.Sizeof(rec{}))
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Offset, f.Type.Size(), f.Type.Align(), f.Type.FieldAlign(), f.Index, f.Anonymous)
	}
	f, ok := t.FieldByName("b")
	fmt.Println(f.Offset, f.Index, ok)
	fmt.Println(reflect.TypeOf(int8(0)).Size(), reflect.TypeOf([0]int{}).Size(), reflect.TypeOf("").Align(), reflect.TypeOf(float32(0)).Bits(), reflect.TypeFor[error]().Size())
}
