// Capacities over 20 appends of one element of 65 to 96 bytes without pointers.
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
	grow[[65]byte]()
	grow[[66]byte]()
	grow[[67]byte]()
	grow[[68]byte]()
	grow[[69]byte]()
	grow[[70]byte]()
	grow[[71]byte]()
	grow[[72]byte]()
	grow[[73]byte]()
	grow[[74]byte]()
	grow[[75]byte]()
	grow[[76]byte]()
	grow[[77]byte]()
	grow[[78]byte]()
	grow[[79]byte]()
	grow[[80]byte]()
	grow[[81]byte]()
	grow[[82]byte]()
	grow[[83]byte]()
	grow[[84]byte]()
	grow[[85]byte]()
	grow[[86]byte]()
	grow[[87]byte]()
	grow[[88]byte]()
	grow[[89]byte]()
	grow[[90]byte]()
	grow[[91]byte]()
	grow[[92]byte]()
	grow[[93]byte]()
	grow[[94]byte]()
	grow[[95]byte]()
	grow[[96]byte]()
}
