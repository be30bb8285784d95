// What C's types are called, and which of them are the same.
package main

/*
#include <stdlib.h>
#include <stdint.h>
#include <unistd.h>
#include <string.h>
*/
import "C"

import (
	"fmt"
	"reflect"
	"unsafe"
)

type pair struct {
	a C.int
	b *C.char
}

type mine C.long

func main() {
	fmt.Printf("%T %T %T %T %T\n", C.char(0), C.schar(0), C.uchar(0), C.short(0), C.ushort(0))
	fmt.Printf("%T %T %T %T %T %T\n", C.int(0), C.uint(0), C.long(0), C.ulong(0), C.longlong(0), C.ulonglong(0))
	fmt.Printf("%T %T %T %T\n", C.float(0), C.double(0), C.size_t(0), C.ssize_t(0))
	fmt.Printf("%T %T %T %T\n", C.int8_t(0), C.int16_t(0), C.int32_t(0), C.int64_t(0))
	fmt.Printf("%T %T %T %T\n", C.uint8_t(0), C.uint16_t(0), C.uint32_t(0), C.uint64_t(0))
	fmt.Printf("%T %T %T\n", C.uintptr_t(0), C.intptr_t(0), C.useconds_t(0))
	s := C.CString("x")
	p := C.malloc(1)
	fmt.Printf("%T %T %T %T %T\n", s, p, C.GoString(s), C.GoBytes(p, 1), C.strlen(s))
	fmt.Printf("%T %T %T %T\n", pair{}, mine(1), []C.int{}, map[C.char]*C.double{})
	fmt.Printf("%v %+v %#v\n", pair{1, nil}, pair{2, nil}, pair{3, nil})
	fmt.Printf("%d %x %c %q %v\n", C.int(42), C.uint(42), C.char('C'), C.char('c'), C.double(2.5))
	fmt.Println(unsafe.Sizeof(C.char(0)), unsafe.Sizeof(C.short(0)), unsafe.Sizeof(C.int(0)), unsafe.Sizeof(C.long(0)), unsafe.Sizeof(C.float(0)), unsafe.Sizeof(C.size_t(0)))
	t := reflect.TypeOf(C.int(0))
	fmt.Println(t.Name(), t.Kind(), t.String(), t.Size(), t == reflect.TypeOf(C.int32_t(0)), t == reflect.TypeOf(int32(0)))
	var any interface{} = C.size_t(3)
	switch v := any.(type) {
	case uint64:
		fmt.Println("uint64", v)
	case C.longlong:
		fmt.Println("longlong", v)
	case C.ulong:
		fmt.Println("ulong", v)
	}
	_, is32 := any.(uint32)
	_, isSize := any.(C.uint64_t)
	fmt.Println(is32, isSize, any == C.ulong(3), any == interface{}(C.ulonglong(3)))
	C.free(unsafe.Pointer(s))
	C.free(p)
}
