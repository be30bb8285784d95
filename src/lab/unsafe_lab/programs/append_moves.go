// append moves one of them away
//
// Two owners of one array stay together only as long as append finds room. When it does not, one of
// them moves to a new array, and what it writes is no longer seen by the other.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := make([]byte, 5, 8)
	copy(b, "hello")
	s := unsafe.String(&b[0], len(b))
	// ◆ before: The array has room for
	// three bytes more.
	b = append(b, '!')
	b[0] = 'J'
	// ◆ during: There was room: both still
	// share the array, and s sees the
	// write.
	b = append(b, " and more"...)
	b[0] = 'C'
	// ◆ after: There was none: b moved
	// away, and s keeps the old array.
	fmt.Println(s)
	fmt.Println(string(b))
}
