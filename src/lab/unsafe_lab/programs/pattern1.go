// 1. Between pointer types
//
// A *T1 may become a *T2 if T2 is no larger and both share a layout. The broken way reads eight bytes
// where there are four.
//
// Undefined in Go: what the last read finds.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	n := new([3]uint32)
	n[0], n[1], n[2] = 0x40490FDB, 7, 0x2A
	// ◆ before: Twelve bytes, in a block
	// of sixteen.
	f := *(*float32)(unsafe.Pointer(&n[0]))
	// ◆ pattern: The same four bytes as a
	// float32.
	wide := *(*uint64)(unsafe.Pointer(&n[2]))
	// ◆ broken: Eight bytes from the last
	// element: four of them are not n's.
	fmt.Println(f, uint32(wide))
}
