// unsafe.Add: inside, one past, outside
//
// A pointer may move within its object. One past the end is the next object already, unlike in C,
// and further on lies whatever happens to be there.
//
// Undefined in Go: what the last read finds.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	a, other := new([4]int32), new([4]int32)
	*a, *other = [4]int32{10, 20, 30, 40}, [4]int32{-1, -2, -3, -4}
	p := unsafe.Pointer(a)
	inside := (*int32)(unsafe.Add(p, 8))
	// ◆ inside: Eight bytes on: the third
	// element.
	past := unsafe.Add(p, 16)
	// ◆ one past: Sixteen on is no part of
	// the array any more: it keeps another
	// object alive.
	outside := (*int32)(unsafe.Add(p, 20))
	*outside = 99
	// ◆ outside: Twenty on: a write to a
	// neighbour that never heard of a.
	fmt.Println(*inside, past != nil, *other)
}
