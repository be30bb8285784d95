// The dynamic types of what recover returns.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var zero int
	var s []int
	var m map[string]int
	var p *int
	var i any
	for _, f := range []func(){
		func() { fmt.Println(1 / zero) },
		func() { fmt.Println(s[zero]) },
		func() { fmt.Println(s[1:]) },
		func() { fmt.Println([2]int(s)) },
		func() { m["a"] = 1 },
		func() { fmt.Println(*p) },
		func() { fmt.Println(i.(int)) },
		func() { close((chan int)(nil)) },
		func() { var wg sync.WaitGroup; wg.Done() },
		func() { panic(nil) },
		func() { fmt.Println(i == any(s), any(s) == any(s)) },
	} {
		func() {
			defer func() {
				r := recover()
				_, re := r.(runtime.Error)
				fmt.Printf("%T %v %v\n", r, r, re)
			}()
			f()
		}()
	}
}
