// Recovering in a deferred method; re-panicking on purpose.
package main

import (
	"fmt"
)

type guard struct{ name string }

func (g *guard) release() {
	r := recover()
	fmt.Println(g.name, "releases with", r)
	if r == "fatal" {
		panic("still " + r.(string))
	}
}

func run(what string) {
	g := &guard{what}
	defer g.release()
	if what != "" {
		panic(what)
	}
}

func main() {
	run("")
	run("minor")
	func() {
		defer func() { fmt.Println("top:", recover()) }()
		run("fatal")
	}()
}
