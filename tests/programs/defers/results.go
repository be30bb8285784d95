// Deferred functions change named results.
package main

import (
	"fmt"
)

func main() {
	f := func() (n int, err error) {
		defer func() {
			n *= 2
			if r := recover(); r != nil {
				err = fmt.Errorf("recovered: %v", r)
			}
		}()
		n = 5
		panic("oops")
	}
	g := func() (n int) {
		defer func() { n++ }()
		return 41
	}
	h := func() int {
		n := 1
		defer func() { n = 100 }()
		return n
	}
	fmt.Println(f())
	fmt.Println(g(), h())
}
