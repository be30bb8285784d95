// Misaligned access
//
// A uint32 belongs at an address divisible by four. amd64 reads it elsewhere too, in two parts if
// need be; other machines fault, and a pointer that does not lie on a word is lost on the collector.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	buf := []byte{0, 1, 2, 3, 4, 5, 6, 7}
	p := unsafe.Pointer(&buf[1])
	// ◆ before: p is odd.
	n := *(*uint32)(p)
	// ◆ during: Four bytes from an odd
	// address: amd64 allows it.
	*(*uint16)(unsafe.Add(p, 2)) = 0xFFFF
	// ◆ after: Writing works as well; a
	// pointer at such an address would not
	// be found.
	fmt.Printf("%#x % x %d\n", n, buf, uintptr(p)%4)
}
