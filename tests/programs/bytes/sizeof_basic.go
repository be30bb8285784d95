// Sizes and alignments of every basic kind.
package main

import (
	"fmt"
	"unsafe"
)

type named uint16

func show[T any](what string) {
	var v T
	fmt.Println(what, unsafe.Sizeof(v), unsafe.Alignof(v))
}
func main() {
	show[bool]("bool")
	show[int8]("int8")
	show[int16]("int16")
	show[int32]("int32")
	show[int64]("int64")
	show[int]("int")
	show[uint8]("uint8")
	show[uint16]("uint16")
	show[uint32]("uint32")
	show[uint64]("uint64")
	show[uint]("uint")
	show[uintptr]("uintptr")
	show[float32]("float32")
	show[float64]("float64")
	show[complex64]("complex64")
	show[complex128]("complex128")
	show[rune]("rune")
	show[byte]("byte")
	show[string]("string")
	show[named]("named")
	show[unsafe.Pointer]("unsafe.Pointer")
}
