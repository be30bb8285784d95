// A cast of the header
//
// The first two words of a slice are what a string consists of, so a pointer to the one reads as a
// pointer to the other. This is how it was done before unsafe.String, and it depends on the layout.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := make([]byte, 5, 16)
	copy(b, "hello")
	// ◆ before: The slice's header is
	// three words: pointer, length,
	// capacity.
	p := (*string)(unsafe.Pointer(&b))
	// ◆ during: The same header, seen
	// through a *string: the capacity is
	// not looked at.
	s := *p
	b = append(b, " there"...)
	// ◆ after: s took a copy of the two
	// words. p still sees b's header,
	// which is longer now.
	fmt.Println(s)
	fmt.Println(*p)
}
