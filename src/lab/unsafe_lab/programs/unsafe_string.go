// unsafe.String copies nothing
//
// The string's header is made of the slice's pointer and length. It is right as long as nobody
// writes to the bytes any more: from here on they belong to the string.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte("copied for safety")
	// ◆ before: One array, and b owns it.
	s := unsafe.String(unsafe.SliceData(b), len(b))
	// ◆ during: Two headers, one array.
	// Nothing was allocated, nothing was
	// moved.
	b = nil
	// ◆ after: The slice gave its claim
	// up. Now the string is as safe as any
	// other.
	fmt.Println(s, b == nil)
}
