// A struct as bytes
//
// A struct is its fields and the padding between them. Through an array of bytes the padding can be
// read and written; comparing and hashing the struct never look at it.
package main

import (
	"fmt"
	"unsafe"
)

type T struct {
	a bool
	b uint32
	c byte
}

func main() {
	t := T{true, 0xCAFEBABE, 7}
	p := (*[unsafe.Sizeof(t)]byte)(unsafe.Pointer(&t))
	// ◆ before: Twelve bytes, six of them
	// padding.
	p[1], p[2], p[3] = 0xDE, 0xAD, 0xFF
	// ◆ during: Something is written where
	// no field is.
	same := t == T{true, 0xCAFEBABE, 7}
	p[8] = 8
	// ◆ after: The padding made no
	// difference to ==, the field c does.
	fmt.Println(same, t == T{true, 0xCAFEBABE, 7}, len(p))
}
