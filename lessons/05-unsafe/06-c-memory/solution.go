package main

// #include <stdlib.h>
// #include <string.h>
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"
)

// How many strings C has of ours.
var open int

func lend(s string) *C.char {
	open++
	return C.CString(s)
}

func release(p *C.char) {
	open--
	C.free(unsafe.Pointer(p))
}

func length(s string) int {
	p := lend(s)
	defer release(p)
	n := C.strlen(p)
	return int(n)
}

func main() {
	total := 0
	for _, s := range []string{"one", "two", "three"} {
		total += length(s)
	}

	runtime.GC()
	fmt.Println("total:", total)
	fmt.Println("open:", open)
}
