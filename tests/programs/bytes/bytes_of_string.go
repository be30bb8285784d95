// Capacity of []byte(string) and []rune(string) for many lengths.
package main

import (
	"fmt"
	"strings"
)

var sink any

func main() {
	for _, n := range []int{0, 1, 7, 8, 9, 16, 17, 24, 31, 32, 33, 47, 48, 49, 64, 65, 80, 81, 96, 100, 128, 129, 500, 513, 1000, 1024, 1025, 5000, 32768, 32769, 40000} {
		s := strings.Repeat("x", n)
		b := []byte(s)
		r := []rune(s)
		sink = b
		fmt.Print(n, " ", len(b), " ", cap(b), " ")
		sink = r
		fmt.Println(len(r), cap(r))
	}
}
