// unsafe.Slice over a string
//
// The way back: a slice made of the string's pointer and length. Its capacity is its length, so an
// append always moves to an array of its own.
package main

import (
	"fmt"
	"strings"
	"unsafe"
)

func main() {
	s := strings.Repeat("go", 4)
	// ◆ before: The string's bytes lie in
	// the heap.
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	// ◆ during: Reading through b is free.
	// Writing would change a string that
	// others may hold.
	c := append(b, '!')
	// ◆ after: There was no room behind
	// the string, so c has an array of its
	// own.
	fmt.Println(s, len(b), cap(b), string(c))
}
