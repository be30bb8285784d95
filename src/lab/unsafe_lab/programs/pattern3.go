// 3. Arithmetic in one expression
//
// Pointer to uintptr, add, and back, all in one expression. The broken way keeps the number in a
// variable, and between the two lines nothing says that it is an address.
package main

import (
	"fmt"
	"unsafe"
)

type T struct {
	a int64
	b int64
}

func main() {
	t := &T{1, 2}
	// ◆ before: b lies eight bytes behind
	// a.
	b := (*int64)(unsafe.Pointer(uintptr(unsafe.Pointer(t)) + unsafe.Offsetof(t.b)))
	// ◆ pattern: One expression: the
	// collector never sees it half done.
	u := uintptr(unsafe.Pointer(t)) + unsafe.Offsetof(t.b)
	c := (*int64)(unsafe.Pointer(u))
	// ◆ broken: Two statements: a
	// collection may come between them.
	fmt.Println(*b, *c, b == c)
}
