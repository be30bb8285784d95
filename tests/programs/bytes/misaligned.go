// Loads and stores of every width at odd addresses.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	var b [32]byte
	for i := range b {
		b[i] = byte(i)
	}
	for i := range 8 {
		p := unsafe.Pointer(&b[i])
		fmt.Printf("%x %x %x\n", *(*uint16)(p), *(*uint32)(p), *(*uint64)(p))
	}
	*(*uint64)(unsafe.Pointer(&b[3])) = 0x1122334455667788
	*(*uint32)(unsafe.Pointer(&b[13])) = 0xaabbccdd
	*(*uint16)(unsafe.Pointer(&b[19])) = 0xeeff
	*(*float64)(unsafe.Pointer(&b[23])) = 1
	fmt.Printf("% x\n", b)
	type rec struct {
		a uint16
		b uint32
	}
	r := (*rec)(unsafe.Pointer(&b[1]))
	fmt.Printf("%x %x\n", r.a, r.b)
	r.a, r.b = 1, 2
	fmt.Println(b[1:9])
}
