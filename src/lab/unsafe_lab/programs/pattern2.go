// 2. To a uintptr, to look at it
//
// The address of a thing as a number is fine for printing. The broken way turns the number back: if
// the collector took the thing meanwhile, or its stack moved, the pointer leads nowhere.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	p := new(int64)
	*p = 42
	// ◆ before: A pointer keeps its target
	// alive.
	u := uintptr(unsafe.Pointer(p))
	// ◆ pattern: A number that happens to
	// be an address.
	q := (*int64)(unsafe.Pointer(u))
	// ◆ broken: Back to a pointer. It
	// works here only because p is still
	// there.
	fmt.Println(u%8, *q, *p)
}
