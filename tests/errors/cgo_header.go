package main

// #include <stddef.h>
import "C"
import "unsafe"

func main() {
	p := C.CString("x")
	println(C.strlen(p))
	C.puts(p)
	var u C.uint32_t = 3
	C.free(unsafe.Pointer(p))
	var i C.int64_t
	println(u, i)
}
