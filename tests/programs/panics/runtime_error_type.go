// Runtime errors are runtime.Error; others are not.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func main() {
	try := func(f func()) {
		defer func() {
			r := recover()
			e, ok := r.(runtime.Error)
			fmt.Printf("%v %v", ok, r)
			if ok {
				fmt.Printf(" %q", e.Error())
			}
			fmt.Println()
		}()
		f()
	}
	var m map[string]int
	var p *int
	var x any = "s"
	zero := 0
	try(func() { m["a"] = 1 })
	try(func() { *p = 1 })
	try(func() { _ = x.(int) })
	try(func() { _ = 1 / zero })
	try(func() { panic("plain") })
	try(func() { panic(errors.New("error")) })
	try(func() { panic(nil) })
	try(func() { var c chan int; close(c) })
	try(func() { _ = make([]int, zero-1) })
}
