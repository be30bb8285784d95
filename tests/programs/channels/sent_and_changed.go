// What was sent is the value then: the sender goes on with his own.
package main

import (
	"fmt"
	"sync"
)

type grid [3][3]int

type record struct {
	name  string
	cells [20]int
	next  *record
}

var shared grid

func filled(n int) (g grid) {
	for i := range g {
		g[i][i] = n
	}
	return g
}

func main() {
	c := make(chan grid)
	go func() {
		var g grid
		for i := range 3 {
			g[0][0] = i
			c <- g
			g[0][0] = 100
		}
		close(c)
	}()
	var all []grid
	for g := range c {
		all = append(all, g)
		g[0][0] = -1
	}
	fmt.Println(all)

	// A sender that waits, while somebody else changes the variable.
	r := record{name: "a"}
	rc := make(chan record)
	var waits, changed sync.WaitGroup
	waits.Add(1)
	changed.Add(1)
	go func() {
		waits.Done()
		rc <- r
		changed.Done()
	}()
	waits.Wait()
	got := <-rc
	changed.Wait()
	r.cells[3] = 7
	got.cells[4] = 8
	fmt.Println(got.name, got.cells[3:5], r.cells[3:5])

	// Into a full buffer, from an element, a field, a pointer and a global.
	b := make(chan grid, 1)
	done := make(chan bool)
	gs := []grid{filled(1), filled(2)}
	p := &gs[1]
	go func() {
		b <- gs[0]
		b <- *p
		b <- shared
		b <- filled(4)
		gs[0][0][0], p[0][0], shared[0][0] = 50, 60, 70
		done <- true
	}()
	first, second, third, fourth := <-b, <-b, <-b, <-b
	<-done
	fmt.Println(first, second, third, fourth, gs, shared)

	// By a select, and what a receiver hands on.
	d := make(chan grid)
	go func() {
		g := filled(5)
		select {
		case d <- g:
			g[2][2] = 9
			d <- g
		}
	}()
	e := make(chan grid, 2)
	e <- <-d
	e <- <-d
	fmt.Println(<-e, <-e)

	var boxed any = gs[0]
	ac := make(chan any)
	go func() {
		ac <- boxed
		ac <- gs[1]
		gs[1] = grid{}
		close(ac)
	}()
	for v := range ac {
		fmt.Println(v)
	}
}
