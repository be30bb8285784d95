// Capacities after appending several elements of 65 to 128 bytes at once.
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
	grow[[65]byte](1, 2, 3, 7, 20, 100)
	grow[[66]byte](1, 2, 3, 7, 20, 100)
	grow[[67]byte](1, 2, 3, 7, 20, 100)
	grow[[68]byte](1, 2, 3, 7, 20, 100)
	grow[[69]byte](1, 2, 3, 7, 20, 100)
	grow[[70]byte](1, 2, 3, 7, 20, 100)
	grow[[71]byte](1, 2, 3, 7, 20, 100)
	grow[[72]byte](1, 2, 3, 7, 20, 100)
	grow[[73]byte](1, 2, 3, 7, 20, 100)
	grow[[74]byte](1, 2, 3, 7, 20, 100)
	grow[[75]byte](1, 2, 3, 7, 20, 100)
	grow[[76]byte](1, 2, 3, 7, 20, 100)
	grow[[77]byte](1, 2, 3, 7, 20, 100)
	grow[[78]byte](1, 2, 3, 7, 20, 100)
	grow[[79]byte](1, 2, 3, 7, 20, 100)
	grow[[80]byte](1, 2, 3, 7, 20, 100)
	grow[[81]byte](1, 2, 3, 7, 20, 100)
	grow[[82]byte](1, 2, 3, 7, 20, 100)
	grow[[83]byte](1, 2, 3, 7, 20, 100)
	grow[[84]byte](1, 2, 3, 7, 20, 100)
	grow[[85]byte](1, 2, 3, 7, 20, 100)
	grow[[86]byte](1, 2, 3, 7, 20, 100)
	grow[[87]byte](1, 2, 3, 7, 20, 100)
	grow[[88]byte](1, 2, 3, 7, 20, 100)
	grow[[89]byte](1, 2, 3, 7, 20, 100)
	grow[[90]byte](1, 2, 3, 7, 20, 100)
	grow[[91]byte](1, 2, 3, 7, 20, 100)
	grow[[92]byte](1, 2, 3, 7, 20, 100)
	grow[[93]byte](1, 2, 3, 7, 20, 100)
	grow[[94]byte](1, 2, 3, 7, 20, 100)
	grow[[95]byte](1, 2, 3, 7, 20, 100)
	grow[[96]byte](1, 2, 3, 7, 20, 100)
	grow[[97]byte](1, 2, 3, 7, 20, 100)
	grow[[98]byte](1, 2, 3, 7, 20, 100)
	grow[[99]byte](1, 2, 3, 7, 20, 100)
	grow[[100]byte](1, 2, 3, 7, 20, 100)
	grow[[101]byte](1, 2, 3, 7, 20, 100)
	grow[[102]byte](1, 2, 3, 7, 20, 100)
	grow[[103]byte](1, 2, 3, 7, 20, 100)
	grow[[104]byte](1, 2, 3, 7, 20, 100)
	grow[[105]byte](1, 2, 3, 7, 20, 100)
	grow[[106]byte](1, 2, 3, 7, 20, 100)
	grow[[107]byte](1, 2, 3, 7, 20, 100)
	grow[[108]byte](1, 2, 3, 7, 20, 100)
	grow[[109]byte](1, 2, 3, 7, 20, 100)
	grow[[110]byte](1, 2, 3, 7, 20, 100)
	grow[[111]byte](1, 2, 3, 7, 20, 100)
	grow[[112]byte](1, 2, 3, 7, 20, 100)
	grow[[113]byte](1, 2, 3, 7, 20, 100)
	grow[[114]byte](1, 2, 3, 7, 20, 100)
	grow[[115]byte](1, 2, 3, 7, 20, 100)
	grow[[116]byte](1, 2, 3, 7, 20, 100)
	grow[[117]byte](1, 2, 3, 7, 20, 100)
	grow[[118]byte](1, 2, 3, 7, 20, 100)
	grow[[119]byte](1, 2, 3, 7, 20, 100)
	grow[[120]byte](1, 2, 3, 7, 20, 100)
	grow[[121]byte](1, 2, 3, 7, 20, 100)
	grow[[122]byte](1, 2, 3, 7, 20, 100)
	grow[[123]byte](1, 2, 3, 7, 20, 100)
	grow[[124]byte](1, 2, 3, 7, 20, 100)
	grow[[125]byte](1, 2, 3, 7, 20, 100)
	grow[[126]byte](1, 2, 3, 7, 20, 100)
	grow[[127]byte](1, 2, 3, 7, 20, 100)
	grow[[128]byte](1, 2, 3, 7, 20, 100)
}
