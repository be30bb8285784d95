package main

// #include <stdlib.h>
// #include <string.h>
import "C"

type named interface{ M() }

func main() {
	var a []byte = C.GoString(nil)
	var b *int = C.malloc(4)
	var c named = C.int(3)
	var d int = C.strlen(nil)
	var e string = C.CString("e")
	var f C.ulonglong = C.size_t(3)
	C.int(3)
	_, _, _, _, _, _ = a, b, c, d, e, f
	if C.strlen(nil) {
	}
}
