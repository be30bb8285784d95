// Of two objects with finalizers the one that leads to the other goes first, and a cleanup waits
// for the finalizer of its object.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type res struct {
	other *res
	id    int
	pad   [4]int
}

var said = make(chan string, 10)

func build() {
	a := &res{id: 1}
	b := &res{id: 2, other: a}
	c := &res{id: 3, other: b}
	for _, r := range []*res{a, b, c} {
		runtime.SetFinalizer(r, func(r *res) { said <- fmt.Sprint("finalizer of ", r.id) })
	}
	runtime.AddCleanup(a, func(n int) { said <- fmt.Sprint("cleanup of ", n) }, 1)
}

func below(n int) int {
	if n > 0 {
		return below(n-1) + 1
	}
	build()
	return 0
}

func main() {
	below(20)
	for round := 1; round <= 5; round++ {
		runtime.GC()
		time.Sleep(20 * time.Millisecond)
		for len(said) > 0 {
			fmt.Println("round", round, <-said)
		}
	}
}
