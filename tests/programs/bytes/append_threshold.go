// Growth past 256 elements slows down: every capacity on the way to 100,000.
package main

import "fmt"

var sink any

func grow[T any]() {
	var s []T
	var z T
	last := -1
	for range 100000 {
		s = append(s, z)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	sink = s
	fmt.Println()
}
func main() {
	grow[byte]()
	grow[int16]()
	grow[int]()
	grow[*int]()
	grow[string]()
	grow[[3]int32]()
}
