// After recovery the caller goes on, and deferred calls still run.
package main

import (
	"fmt"
)

func main() {
	safe := func(n int) (s string) {
		defer fmt.Println("always", n)
		defer func() {
			if r := recover(); r != nil {
				s = fmt.Sprint("saved from ", r)
			}
		}()
		a := []int{1, 2}
		return fmt.Sprint(a[n])
	}
	for i := range 4 {
		fmt.Println(safe(i))
	}
}
