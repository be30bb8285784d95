package main

/*
#include <stdlib.h>
#include <unistd.h>
*/
import "C"
import "fmt"

type T C.int

func g(x C.int) C.long { return x }

func main() {
	var t T = C.int(5)
	fmt.Printf("%T\n", t)
	const k C.int = 1 << 31
	var c C.char = 300
	v := C.int(1) << 40
	_ = v
	var q *C.int = C.CString("x")
	s := string(C.CString("x"))
	m := map[C.int]string{"a": "b"}
	var z C.size_t = C.ulong(3)
	z = C.uint(2)
}
