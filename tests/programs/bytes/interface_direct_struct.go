// A struct or array of one pointer is stored in the interface itself, as the pointer is.
package main

import (
	"fmt"
	"unsafe"
)

type box struct{ p *int }

func data(v any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] }

func main() {
	n := 3
	p := unsafe.Pointer(&n)
	fmt.Println(data(box{&n}) == p, data([1]*int{&n}) == p, data([1]box{{&n}}) == p)
}
