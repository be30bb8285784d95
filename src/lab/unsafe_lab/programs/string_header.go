// reflect.StringHeader
//
// The header of a real string, seen as a struct. Deprecated, since a header built from nothing holds
// its address in a uintptr, which keeps nothing alive; laid over a real string it works.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

func main() {
	b := []byte("header words")
	var s string
	h := (*reflect.StringHeader)(unsafe.Pointer(&s))
	// ◆ before: s is empty: two words of
	// zero. h looks at the same two words.
	h.Data = uintptr(unsafe.Pointer(&b[0]))
	h.Len = 6
	// ◆ during: Filling in the header
	// makes s a string over b's array.
	h.Len = len(b)
	// ◆ after: Nothing but a number
	// changed, and the string is longer.
	fmt.Println(s)
}
