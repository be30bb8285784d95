// The least significant byte comes first.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	x := uint64(0x0102030405060708)
	b := (*[8]byte)(unsafe.Pointer(&x))
	fmt.Println(*b, *(*uint32)(unsafe.Pointer(&x)), *(*uint16)(unsafe.Pointer(&b[6])))
	b[0] = 0xff
	fmt.Printf("%x\n", x)
	i := int32(-2)
	fmt.Println(*(*[4]byte)(unsafe.Pointer(&i)), *(*int8)(unsafe.Pointer(&i)), *(*uint16)(unsafe.Pointer(&i)))
	r := [4]byte{1, 2, 3, 4}
	fmt.Printf("%x %x\n", *(*uint32)(unsafe.Pointer(&r)), *(*[2]uint16)(unsafe.Pointer(&r)))
	t := true
	fmt.Println(*(*byte)(unsafe.Pointer(&t)))
	ru := '世'
	fmt.Println(*(*[4]byte)(unsafe.Pointer(&ru)))
}
