// GoBytes copies: what is written on one side is not seen on the other.
package main

/*
#include <stdlib.h>
*/
import "C"

import (
	"bytes"
	"fmt"
	"unsafe"
)

func main() {
	p := C.malloc(8)
	c := unsafe.Slice((*byte)(p), 8)
	for i := range c {
		c[i] = byte(i * i)
	}
	g := C.GoBytes(p, 8)
	fmt.Println(g, len(g), bytes.Equal(g, c))
	c[3] = 200
	g[4] = 100
	fmt.Println(c, g)
	part := C.GoBytes(unsafe.Add(p, 2), 3)
	fmt.Println(part, len(part))
	part = append(part, 1, 2, 3)
	fmt.Println(part, c)
	copy(c[4:], "four")
	fmt.Printf("%q\n", C.GoStringN((*C.char)(unsafe.Pointer(&c[4])), 4))
	none := C.GoBytes(p, 0)
	fmt.Println(none, none == nil, len(none))
	C.free(p)
	fmt.Println(g, part)
}
