// Elements of many sizes travel whole.
package main

import (
	"fmt"
)

type big [64]int64
type mixed struct {
	a byte
	b string
	c any
	d [5]uint16
	e func() string
}

func main() {
	c := make(chan big)
	go func() {
		var b big
		for i := range b {
			b[i] = int64(i)
		}
		c <- b
	}()
	b := <-c
	fmt.Println(b[0], b[63], len(b))
	m := make(chan mixed, 1)
	m <- mixed{1, "two", 3.0, [5]uint16{4: 5}, func() string { return "six" }}
	v := <-m
	fmt.Println(v.a, v.b, v.c, v.d, v.e())
	z := make(chan [0]int, 3)
	z <- [0]int{}
	fmt.Println(len(z), <-z)
}
