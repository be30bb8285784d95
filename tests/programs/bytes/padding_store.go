// Storing a literal and copying a struct: what becomes of the padding that was there.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a uint16
	b uint32
}

//go:noinline
func set(r *rec) { *r = rec{1, 2} }

//go:noinline
func move(r, from *rec) { *r = *from }

func main() {
	x, y := new(rec), new(rec)
	xs, ys := (*[8]byte)(unsafe.Pointer(x)), (*[8]byte)(unsafe.Pointer(y))
	xs[2], ys[2] = 0xee, 0xdd
	set(x)
	fmt.Println(*xs)
	move(x, y)
	fmt.Println(*xs)
}
