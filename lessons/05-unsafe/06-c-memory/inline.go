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

func main() {
	total := 0
	for _, s := range []string{"one", "two", "three"} {
		p := lend(s)
		total += int(C.strlen(p))
		release(p)
	}

	runtime.GC()
	fmt.Println("total:", total)
	fmt.Println("open:", open)
}
