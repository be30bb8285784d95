package main

import (
	"fmt"
	"runtime"
)

type node [8]int

// gone reports whether the object with a finalizer that closes c is collected.
func gone(c chan bool) bool {
	for range 3 {
		runtime.GC()
		select {
		case <-c:
			return true
		default:
		}
	}
	return false
}

func watched() (*node, chan bool) {
	c := make(chan bool)
	n := &node{1}
	runtime.SetFinalizer(n, func(*node) { close(c) })
	return n, c
}

func lastUse() {
	n, c := watched()
	fmt.Println("before", gone(c))
	n[1]++
	fmt.Println("after its last use", gone(c))
}

func keptAlive() {
	n, c := watched()
	fmt.Println("kept", gone(c))
	runtime.KeepAlive(n)
	fmt.Println("let go", gone(c))
}

func parameter(n *node, c chan bool) {
	fmt.Println("a parameter that is not used", gone(c))
}

func loop() {
	var last *node
	var cs []chan bool
	for range 3 {
		n, c := watched()
		cs = append(cs, c)
		if last != nil {
			last[0]++
		}
		last = n
	}
	fmt.Println("in a loop", gone(cs[0]), gone(cs[1]), gone(cs[2]))
	last[0]++
	fmt.Println("after it", gone(cs[2]))
}

func closure() {
	n, c := watched()
	f := func() int { return n[0] }
	fmt.Println("captured", gone(c))
	f()
	fmt.Println("closure done", gone(c))
}

func deferred() {
	n, c := watched()
	defer func() { fmt.Println("in a deferred call", n[0], gone(c)) }()
	fmt.Println("deferred", gone(c))
}

func panics(n *node, c chan bool) {
	defer func() {
		fmt.Println("in a panic", gone(c))
		recover()
	}()
	n[2]++
	var p *node
	p[0] = 1
	fmt.Println(n)
}

func waiting() {
	n, c := watched()
	ch := make(chan *node)
	done := make(chan bool)
	go func() {
		ch <- n
		close(done)
	}()
	runtime.Gosched()
	fmt.Println("in a send that waits", gone(c))
	got := <-ch
	<-done
	fmt.Println("received", gone(c), got[0])
	fmt.Println("and used", gone(c))
}

func fields() {
	type pair struct{ a, b *node }
	n, c := watched()
	p := pair{a: n}
	fmt.Println("a field", gone(c))
	p.a[0]++
	m := map[string]pair{"x": p}
	fmt.Println("an entry", gone(c))
	delete(m, "x")
	fmt.Println("deleted", gone(c), len(m))
}

func main() {
	lastUse()
	keptAlive()
	n, c := watched()
	parameter(n, c)
	loop()
	closure()
	deferred()
	n, c = watched()
	panics(n, c)
	waiting()
	fields()
}
