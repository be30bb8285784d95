// Deferred calls run last in, first out, with arguments evaluated early.
package main

import (
	"fmt"
)

func main() {
	for i := range 3 {
		defer fmt.Println("loop", i)
	}
	x := 1
	defer fmt.Println("argument", x)
	defer func() { fmt.Println("closure", x) }()
	x = 2
	func() {
		defer fmt.Println("inner defer")
		fmt.Println("inner")
	}()
	fmt.Println("body ends")
}
