// Many deferred calls, some conditional.
package main

import (
	"fmt"
)

func main() {
	var log []string
	add := func(s string) { log = append(log, s) }
	f := func(n int) {
		for i := 0; i < n; i++ {
			if i%2 == 0 {
				defer add(fmt.Sprint("d", i))
			}
		}
		if n > 2 {
			defer func() { add("last") }()
			return
		}
		add("short")
	}
	f(5)
	f(1)
	fmt.Println(log)
	func() {
		sum := 0
		defer func() { fmt.Println(sum) }()
		for i := range 1000 {
			defer func() { sum += i }()
		}
	}()
}
