// Capacities over 20 appends of one element of 1 to 32 bytes without pointers.
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
	grow[[1]byte]()
	grow[[2]byte]()
	grow[[3]byte]()
	grow[[4]byte]()
	grow[[5]byte]()
	grow[[6]byte]()
	grow[[7]byte]()
	grow[[8]byte]()
	grow[[9]byte]()
	grow[[10]byte]()
	grow[[11]byte]()
	grow[[12]byte]()
	grow[[13]byte]()
	grow[[14]byte]()
	grow[[15]byte]()
	grow[[16]byte]()
	grow[[17]byte]()
	grow[[18]byte]()
	grow[[19]byte]()
	grow[[20]byte]()
	grow[[21]byte]()
	grow[[22]byte]()
	grow[[23]byte]()
	grow[[24]byte]()
	grow[[25]byte]()
	grow[[26]byte]()
	grow[[27]byte]()
	grow[[28]byte]()
	grow[[29]byte]()
	grow[[30]byte]()
	grow[[31]byte]()
	grow[[32]byte]()
}
