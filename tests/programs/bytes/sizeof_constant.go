// Sizeof, Alignof and Offsetof are constants: array lengths, switch cases, untouched operands.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a byte
	b uint32
	c uint16
}

const n = unsafe.Sizeof(rec{})

var arr [n]byte
var off [unsafe.Offsetof(rec{}.c)]int

func boom() rec { panic("evaluated") }
func main() {
	fmt.Println(len(arr), len(off), n*2)
	fmt.Println(unsafe.Sizeof(boom()), unsafe.Alignof(boom()), unsafe.Offsetof(boom().b))
	fmt.Printf("%T %T\n", n, unsafe.Offsetof(rec{}.b))
	var p *rec
	fmt.Println(unsafe.Sizeof(*p), unsafe.Sizeof(p.b), unsafe.Offsetof(p.c))
	switch uintptr(12) {
	case unsafe.Sizeof(rec{}):
		fmt.Println("twelve")
	}
}
