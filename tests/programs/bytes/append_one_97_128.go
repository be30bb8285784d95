// Capacities over 20 appends of one element of 97 to 128 bytes without pointers.
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
	grow[[97]byte]()
	grow[[98]byte]()
	grow[[99]byte]()
	grow[[100]byte]()
	grow[[101]byte]()
	grow[[102]byte]()
	grow[[103]byte]()
	grow[[104]byte]()
	grow[[105]byte]()
	grow[[106]byte]()
	grow[[107]byte]()
	grow[[108]byte]()
	grow[[109]byte]()
	grow[[110]byte]()
	grow[[111]byte]()
	grow[[112]byte]()
	grow[[113]byte]()
	grow[[114]byte]()
	grow[[115]byte]()
	grow[[116]byte]()
	grow[[117]byte]()
	grow[[118]byte]()
	grow[[119]byte]()
	grow[[120]byte]()
	grow[[121]byte]()
	grow[[122]byte]()
	grow[[123]byte]()
	grow[[124]byte]()
	grow[[125]byte]()
	grow[[126]byte]()
	grow[[127]byte]()
	grow[[128]byte]()
}
