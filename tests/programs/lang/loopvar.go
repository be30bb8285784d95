// Each iteration has its own variable.
package main

import (
	"fmt"
)

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
		i := i
		_ = i
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	for i := 0; i < 6; i++ {
		f := func() { i += 2 }
		f()
		fmt.Print(i, " ")
	}
	fmt.Println()
	gs := []func(){}
	for k, v := range []string{"a", "b"} {
		gs = append(gs, func() { fmt.Print(k, v, " ") })
	}
	for _, g := range gs {
		g()
	}
	var j int
	hs := []func() int{}
	for j = 0; j < 3; j++ {
		hs = append(hs, func() int { return j })
	}
	fmt.Println(hs[0](), hs[2]())
}
