// Null pointers, empty lengths, and lengths that are none.
package main

// #include <stdlib.h>
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"
)

func try(what string, f func()) {
	defer func() {
		r := recover()
		var e runtime.Error
		err, _ := r.(error)
		fmt.Println(what, r, errors.As(err, &e))
	}()
	f()
}

func main() {
	fmt.Printf("%q %q\n", C.GoString(nil), C.GoStringN(nil, 0))
	fmt.Println(C.GoBytes(nil, 0) == nil, len(C.GoBytes(nil, 0)))
	C.free(nil)
	p := C.malloc(4)
	try("GoBytes -1", func() { fmt.Println(C.GoBytes(p, -1)) })
	try("read", func() { fmt.Println(*(*C.int)(nil)) })
	e := C.CString("")
	fmt.Println(*e, C.GoString(e) == "", e != nil)
	C.free(unsafe.Pointer(e))
	z := C.malloc(0)
	fmt.Println(z != nil)
	C.free(z)
	C.free(p)
}
