package main

import (
	"fmt"
	"math"
	"unsafe"
)

func bits(f float64) uint64 {
	return *(*uint64)(unsafe.Pointer(&f))
}

func show(f float64) {
	b := bits(f)
	fmt.Printf("%4v sign %d exponent %4d fraction %013x\n", f, b>>63, b>>52&0x7ff, b&(1<<52-1))
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

func main() {
	show(1)
	show(2)
	show(-2)
	show(0.1)
	show(math.Copysign(0, -1))
	fmt.Println("abs:", abs(math.Copysign(0, -1)))
}
