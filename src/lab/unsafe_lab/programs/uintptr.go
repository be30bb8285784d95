// A uintptr keeps nothing alive
//
// The collector follows pointers. A uintptr is a number to it, whatever it was made of: the block goes
// although its address is still written down.
//
// Undefined in Go: what a pointer made of that address would lead to.
package main

import (
	"fmt"
	"runtime"
	"time"
	"unsafe"
)

type Big struct {
	name [16]byte
}

var (
	kept    *Big
	address uintptr
)

//go:noinline
func build() {
	kept = new(Big)
	copy(kept.name[:], "still here")
	address = uintptr(unsafe.Pointer(kept))
	runtime.SetFinalizer(kept, func(*Big) { fmt.Println("collected") })
}

func main() {
	build()
	runtime.GC()
	// ◆ before: A collection went by: kept
	// is a pointer, so the block stayed.
	kept = nil
	// ◆ during: Only the number is left.
	// It does not count.
	runtime.GC()
	time.Sleep(time.Millisecond)
	runtime.GC()
	// ◆ after: The block is gone, and its
	// address leads to memory that anybody
	// may get.
	fmt.Println(address != 0)
}
