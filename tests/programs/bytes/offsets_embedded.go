// Offsets of promoted fields count from the struct that holds them, or from the embedded one.
package main

import (
	"fmt"
	"unsafe"
)

type inner struct {
	x byte
	y int32
}
type middle struct {
	k int16
	inner
}
type outer struct {
	h byte
	middle
	t *byte
}

func main() {
	var o outer
	fmt.Println(unsafe.Offsetof(o.middle), unsafe.Offsetof(o.inner), unsafe.Offsetof(o.middle.inner), unsafe.Offsetof(o.y), unsafe.Offsetof(o.inner.y), unsafe.Offsetof(o.t))
	fmt.Println(unsafe.Sizeof(o), unsafe.Sizeof(o.middle), unsafe.Sizeof(o.inner), unsafe.Alignof(o.middle), unsafe.Alignof(o.x))
	base := uintptr(unsafe.Pointer(&o))
	fmt.Println(uintptr(unsafe.Pointer(&o.y))-base, uintptr(unsafe.Pointer(&o.k))-base, uintptr(unsafe.Pointer(&o.t))-base)
}
