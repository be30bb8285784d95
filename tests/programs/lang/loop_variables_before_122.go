//go:build go1.21

package main

import "fmt"

type pt struct{ x, y int }

var global []func()

var fromInit = func() []func() int {
	var out []func() int
	for i := 0; i < 3; i++ {
		out = append(out, func() int { return i })
	}
	return out
}()

func show(name string, fs []func() int) {
	fmt.Print(name)
	for _, f := range fs {
		fmt.Print(" ", f())
	}
	fmt.Println()
}

func generic[T any](list []T, f func(T) int) (out []func() int) {
	for _, v := range list {
		out = append(out, func() int { return f(v) })
	}
	return
}

func main() {
	show("init", fromInit)
	var a, b, c, d, e, f []func() int
	for i := 0; i < 3; i++ {
		a = append(a, func() int { i += 10; return i })
	}
	show("for", a)
	for i, s := range []string{"a", "bb", "ccc"} {
		b = append(b, func() int { return i*10 + len(s) })
	}
	show("slice", b)
	for i, r := range "xyz" {
		c = append(c, func() int { return i*1000 + int(r) })
	}
	show("string", c)
	for k, v := range map[string]int{"only": 7} {
		d = append(d, func() int { return len(k) + v })
	}
	show("map", d)
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	ch <- 3
	close(ch)
	for v := range ch {
		e = append(e, func() int { return v })
	}
	show("chan", e)
	var ps []*pt
	for _, p := range []pt{{1, 2}, {3, 4}} {
		ps = append(ps, &p)
		f = append(f, func() int { return p.x * p.y })
	}
	fmt.Println(*ps[0], *ps[1], ps[0] == ps[1])
	show("struct", f)
	var arrs []*[2]int
	for _, arr := range [][2]int{{1, 2}, {3, 4}} {
		arrs = append(arrs, &arr)
	}
	fmt.Println(*arrs[0], *arrs[1])
	show("generic", generic([]string{"a", "bb"}, func(s string) int { return len(s) }))
	show("generic", generic([]int{4, 5}, func(s int) int { return s }))
	// A copy, nested loops, labels, and variables declared inside.
	var g, h []func() int
outer:
	for i := 0; i < 3; i++ {
		i := i
		g = append(g, func() int { return i })
		for j := 0; j < 3; j++ {
			h = append(h, func() int { return i*10 + j })
			if j == 1 {
				continue outer
			}
		}
	}
	show("copy", g)
	show("nested", h)
	for i, j := 0, 10; i < j; i, j = i+1, j-3 {
		global = append(global, func() { fmt.Print(i, j, " ") })
	}
	for _, f := range global {
		f()
	}
	fmt.Println()
	for i := range [3]struct{}{} {
		defer func() { fmt.Println("deferred", i) }()
	}
	var keys []*int
	for i := range make([]int, 3) {
		keys = append(keys, &i)
	}
	*keys[0] = 50
	fmt.Println(*keys[2], len(keys))
}
