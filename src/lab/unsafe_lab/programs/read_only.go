// A literal cannot be written
//
// The bytes of a literal lie in a part of memory that nobody may write. A slice over them can be
// made and read; the first write ends the program with a fault that recover does not catch.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	s := "hello"
	// ◆ before: The string points into
	// read-only data.
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	// ◆ during: A slice over it looks like
	// any other.
	b[0] = 'J'
	// ◆ after: Not reached.
	fmt.Println(s)
}
