// Capacities of elements larger than the largest size class, with pointers and without.
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
	grow[[1000]byte]()
	grow[[1024]byte]()
	grow[[4097]byte]()
	grow[[32768]byte]()
	grow[[32769]byte]()
	grow[[40000]byte]()
	grow[[200]*int]()
	grow[[513]*int]()
	grow[[5000]*int]()
}
