package main

// #include <stdlib.h>
import "C"

func main() {
	p, err := C.malloc(8)
	C.free(p)
	_ = err
}
