// Capacities after appending several elements of 1 to 64 bytes at once.
package main

import (
	"fmt"
	"unsafe"
)

var sink any

func grow[T any](counts ...int) {
	var caps []int
	for _, have := range []int{0, 1, 5} {
		for _, n := range counts {
			s := append(make([]T, have, have), make([]T, n)...)
			caps = append(caps, cap(s))
			sink = s
		}
	}
	var one T
	fmt.Println(unsafe.Sizeof(one), caps)
}
func main() {
	grow[[1]byte](1, 2, 3, 7, 20, 100)
	grow[[2]byte](1, 2, 3, 7, 20, 100)
	grow[[3]byte](1, 2, 3, 7, 20, 100)
	grow[[4]byte](1, 2, 3, 7, 20, 100)
	grow[[5]byte](1, 2, 3, 7, 20, 100)
	grow[[6]byte](1, 2, 3, 7, 20, 100)
	grow[[7]byte](1, 2, 3, 7, 20, 100)
	grow[[8]byte](1, 2, 3, 7, 20, 100)
	grow[[9]byte](1, 2, 3, 7, 20, 100)
	grow[[10]byte](1, 2, 3, 7, 20, 100)
	grow[[11]byte](1, 2, 3, 7, 20, 100)
	grow[[12]byte](1, 2, 3, 7, 20, 100)
	grow[[13]byte](1, 2, 3, 7, 20, 100)
	grow[[14]byte](1, 2, 3, 7, 20, 100)
	grow[[15]byte](1, 2, 3, 7, 20, 100)
	grow[[16]byte](1, 2, 3, 7, 20, 100)
	grow[[17]byte](1, 2, 3, 7, 20, 100)
	grow[[18]byte](1, 2, 3, 7, 20, 100)
	grow[[19]byte](1, 2, 3, 7, 20, 100)
	grow[[20]byte](1, 2, 3, 7, 20, 100)
	grow[[21]byte](1, 2, 3, 7, 20, 100)
	grow[[22]byte](1, 2, 3, 7, 20, 100)
	grow[[23]byte](1, 2, 3, 7, 20, 100)
	grow[[24]byte](1, 2, 3, 7, 20, 100)
	grow[[25]byte](1, 2, 3, 7, 20, 100)
	grow[[26]byte](1, 2, 3, 7, 20, 100)
	grow[[27]byte](1, 2, 3, 7, 20, 100)
	grow[[28]byte](1, 2, 3, 7, 20, 100)
	grow[[29]byte](1, 2, 3, 7, 20, 100)
	grow[[30]byte](1, 2, 3, 7, 20, 100)
	grow[[31]byte](1, 2, 3, 7, 20, 100)
	grow[[32]byte](1, 2, 3, 7, 20, 100)
	grow[[33]byte](1, 2, 3, 7, 20, 100)
	grow[[34]byte](1, 2, 3, 7, 20, 100)
	grow[[35]byte](1, 2, 3, 7, 20, 100)
	grow[[36]byte](1, 2, 3, 7, 20, 100)
	grow[[37]byte](1, 2, 3, 7, 20, 100)
	grow[[38]byte](1, 2, 3, 7, 20, 100)
	grow[[39]byte](1, 2, 3, 7, 20, 100)
	grow[[40]byte](1, 2, 3, 7, 20, 100)
	grow[[41]byte](1, 2, 3, 7, 20, 100)
	grow[[42]byte](1, 2, 3, 7, 20, 100)
	grow[[43]byte](1, 2, 3, 7, 20, 100)
	grow[[44]byte](1, 2, 3, 7, 20, 100)
	grow[[45]byte](1, 2, 3, 7, 20, 100)
	grow[[46]byte](1, 2, 3, 7, 20, 100)
	grow[[47]byte](1, 2, 3, 7, 20, 100)
	grow[[48]byte](1, 2, 3, 7, 20, 100)
	grow[[49]byte](1, 2, 3, 7, 20, 100)
	grow[[50]byte](1, 2, 3, 7, 20, 100)
	grow[[51]byte](1, 2, 3, 7, 20, 100)
	grow[[52]byte](1, 2, 3, 7, 20, 100)
	grow[[53]byte](1, 2, 3, 7, 20, 100)
	grow[[54]byte](1, 2, 3, 7, 20, 100)
	grow[[55]byte](1, 2, 3, 7, 20, 100)
	grow[[56]byte](1, 2, 3, 7, 20, 100)
	grow[[57]byte](1, 2, 3, 7, 20, 100)
	grow[[58]byte](1, 2, 3, 7, 20, 100)
	grow[[59]byte](1, 2, 3, 7, 20, 100)
	grow[[60]byte](1, 2, 3, 7, 20, 100)
	grow[[61]byte](1, 2, 3, 7, 20, 100)
	grow[[62]byte](1, 2, 3, 7, 20, 100)
	grow[[63]byte](1, 2, 3, 7, 20, 100)
	grow[[64]byte](1, 2, 3, 7, 20, 100)
}
