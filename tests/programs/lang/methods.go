// Value and pointer receivers, method values and expressions.
package main

import (
	"fmt"
)

type counter struct{ n int }

func (c counter) get() int  { return c.n }
func (c *counter) inc() int { c.n++; return c.n }
func (c counter) lost() int { c.n = 99; return c.n }

type ints []int

func (s ints) sum() (t int) {
	for _, v := range s {
		t += v
	}
	return
}
func (s *ints) add(v int) { *s = append(*s, v) }

type fn func(int) int

func (f fn) twice(x int) int { return f(f(x)) }

func main() {
	c := counter{1}
	c.inc()
	fmt.Println(c.get(), c.lost(), c.get())
	get, inc := c.get, c.inc
	inc()
	inc()
	fmt.Println(get(), c.get())
	fmt.Println(counter.get(c), (*counter).inc(&c), (*counter).get(&c))
	p := &c
	fmt.Println(p.get(), p.inc())
	var s ints
	s.add(3)
	s.add(4)
	fmt.Println(s.sum(), ints{1, 2}.sum(), fn(func(x int) int { return x * 3 }).twice(2))
	fs := map[string]func() int{"get": c.get, "inc": c.inc}
	fs["inc"]()
	fmt.Println(fs["get"](), c.n)
	f := (*ints).add
	f(&s, 5)
	fmt.Println(s, len(s))
}
