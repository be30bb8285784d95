// 6. The headers of reflect
//
// A SliceHeader may be laid over a real slice. The broken way declares one: its Data is a number, and
// the array it names is kept by nobody.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

func main() {
	b := []byte("abcdefgh")
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	// ◆ before: h is laid over the header
	// of a real slice.
	h.Len = 3
	// ◆ pattern: Changing h changes b.
	var own reflect.SliceHeader
	own.Data = uintptr(unsafe.Pointer(&b[0]))
	own.Len, own.Cap = 8, 8
	c := *(*[]byte)(unsafe.Pointer(&own))
	// ◆ broken: own is no slice: its Data
	// keeps nothing alive, until c was
	// read out of it.
	fmt.Println(string(b), string(c))
}
