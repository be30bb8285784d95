// A panic with a value of C's.
package main

// #include <stdlib.h>
import "C"

import "unsafe"

func main() {
	p := C.CString("freed on the way out")
	defer C.free(unsafe.Pointer(p))
	panic(C.uint(17))
}
