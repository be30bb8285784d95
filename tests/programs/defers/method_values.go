// Deferring methods evaluates the receiver at once.
package main

import (
	"fmt"
)

type T struct{ n int }

func (t T) show(s string)   { fmt.Println(s, t.n) }
func (t *T) showP(s string) { fmt.Println(s, t.n) }

func main() {
	t := T{1}
	defer t.show("value")
	defer t.showP("pointer")
	f := t.show
	t.n = 2
	defer f("bound")
	p := &t
	defer p.show("through pointer")
	p = &T{100}
	t.n = 3
}
