package main

/*
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
*/
import "C"
import "fmt"

func main() {
	n := 5
	p := C.malloc(n)
	var i C.int = n
	var l C.long = i
	s := C.strlen("abc")
	fmt.Println(p, i, l, s, i+n)
	C.free(p, p)
	u := C.GoString(p)
	fmt.Println(u)
	C.CString(5)
	C.usleep(C.int(3))
	C.GoStringN(u, 2)
}
