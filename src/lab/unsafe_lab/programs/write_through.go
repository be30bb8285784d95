// A string that changes
//
// Strings never change, says the language, and everybody relies on it. A write through a slice that
// shares the bytes breaks that promise for every holder of the string.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte("hello")
	s := unsafe.String(&b[0], len(b))
	t := s[1:]
	// ◆ before: Three headers over one
	// array.
	b[0] = 'J'
	// ◆ during: The "immutable" string
	// reads otherwise now, and nobody
	// assigned to it.
	copy(b[1:], "UMPS")
	// ◆ after: So does every part that was
	// cut from it.
	fmt.Println(s, t)
}
