// Sizes and alignments of composite kinds.
package main

import (
	"fmt"
	"unsafe"
)

type big struct {
	a [100]byte
	b int64
}

func main() {
	fmt.Println(unsafe.Sizeof([]big(nil)), unsafe.Sizeof(map[string]big(nil)), unsafe.Sizeof((chan big)(nil)))
	fmt.Println(unsafe.Sizeof((func(big) big)(nil)), unsafe.Sizeof((*big)(nil)), unsafe.Sizeof(any(nil)), unsafe.Sizeof(error(nil)))
	fmt.Println(unsafe.Sizeof([0]big{}), unsafe.Sizeof([3]big{}), unsafe.Sizeof(big{}), unsafe.Sizeof(struct{}{}))
	fmt.Println(unsafe.Alignof([]big(nil)), unsafe.Alignof([3]uint16{}), unsafe.Alignof([0]uint64{}), unsafe.Alignof(struct{}{}))
	fmt.Println(unsafe.Alignof(any(nil)), unsafe.Alignof(big{}), unsafe.Alignof([7]byte{}), unsafe.Alignof(complex64(0)))
	fmt.Println(unsafe.Sizeof([5]complex64{}), unsafe.Sizeof([2][3][4]int16{}), unsafe.Sizeof([3]struct{}{}))
}
