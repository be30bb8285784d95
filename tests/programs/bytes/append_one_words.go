// Capacities over 20 appends of strings, slices, interfaces, numbers and the empty struct.
package main

import (
	"fmt"
	"unsafe"
)

var sink any

func grow[T any]() {
	var s []T
	var one T
	var caps []int
	for range 20 {
		s = append(s, one)
		caps = append(caps, cap(s))
	}
	sink = s
	fmt.Println(unsafe.Sizeof(one), caps)
}
func main() {
	grow[string]()
	grow[[]int]()
	grow[any]()
	grow[error]()
	grow[func()]()
	grow[map[int]int]()
	grow[chan int]()
	grow[bool]()
	grow[int16]()
	grow[int32]()
	grow[float64]()
	grow[complex128]()
	grow[struct{}]()
	grow[[0]int]()
	grow[struct {
		a byte
		b string
	}]()
	grow[unsafe.Pointer]()
	grow[uintptr]()
}
