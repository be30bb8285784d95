// A deferred call is made from the line of the return, or of the closing brace.
package main

import (
	"fmt"
	"runtime"
)

func where() {
	_, _, line, _ := runtime.Caller(1)
	_, _, outer, _ := runtime.Caller(2)
	fmt.Println(line, outer)
}

func returns(n int) int {
	defer where()
	defer func() { where() }()
	if n == 1 {
		return 1
	}
	for n > 3 {
		n--
		if n == 7 {
			return 2
		}
	}
	return 3
}

func loop(n int) int {
	for range 2 {
		defer where()
	}
	if n == 1 {
		return 1
	}
	return 3
}

func falls() {
	defer where()
}

func main() {
	returns(1)
	returns(10)
	returns(2)
	loop(1)
	falls()
	func() {
		defer func() {
			panic("in deferred")
		}()
	}()
}
