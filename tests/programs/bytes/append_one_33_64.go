// Capacities over 20 appends of one element of 33 to 64 bytes without pointers.
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
	grow[[33]byte]()
	grow[[34]byte]()
	grow[[35]byte]()
	grow[[36]byte]()
	grow[[37]byte]()
	grow[[38]byte]()
	grow[[39]byte]()
	grow[[40]byte]()
	grow[[41]byte]()
	grow[[42]byte]()
	grow[[43]byte]()
	grow[[44]byte]()
	grow[[45]byte]()
	grow[[46]byte]()
	grow[[47]byte]()
	grow[[48]byte]()
	grow[[49]byte]()
	grow[[50]byte]()
	grow[[51]byte]()
	grow[[52]byte]()
	grow[[53]byte]()
	grow[[54]byte]()
	grow[[55]byte]()
	grow[[56]byte]()
	grow[[57]byte]()
	grow[[58]byte]()
	grow[[59]byte]()
	grow[[60]byte]()
	grow[[61]byte]()
	grow[[62]byte]()
	grow[[63]byte]()
	grow[[64]byte]()
}
