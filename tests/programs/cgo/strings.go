// Strings go across by copies in both directions.
package main

// #include <stdlib.h>
// #include <string.h>
import "C"

import (
	"fmt"
	"unsafe"
)

func there(s string) {
	p := C.CString(s)
	defer C.free(unsafe.Pointer(p))
	n := C.strlen(p)
	fmt.Printf("%q: %d bytes, strlen %d, back %q\n", s, len(s), n, C.GoString(p))
	fmt.Printf("  first two %q, all %q\n", C.GoStringN(p, min(2, C.int(len(s)))), C.GoStringN(p, C.int(len(s))))
	raw := unsafe.Slice((*byte)(unsafe.Pointer(p)), len(s)+1)
	fmt.Printf("  % x\n", raw)
}

func main() {
	for _, s := range []string{"hello", "", "grüß", "cut\x00off", "a"} {
		there(s)
	}
	p := C.CString("change")
	q := C.GoString(p)
	*p = 'C'
	*(*C.char)(unsafe.Add(unsafe.Pointer(p), 5)) = 'E'
	fmt.Println(C.GoString(p), q)
	C.free(unsafe.Pointer(p))
}
