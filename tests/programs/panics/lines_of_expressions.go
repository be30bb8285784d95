// The line of a failure is that of its operator, also within a call of many lines.
package main

import (
	"fmt"
	"runtime"
)

type T struct{ p *int }

func (t T) get() int { return *t.p }

func id(t T) T { return t }

func three(a, b, c int) int { return a + b + c }

// try prints the line of main that panicked.
func try(f func()) {
	defer func() {
		r := recover()
		for i := 1; i < 10; i++ {
			if _, _, line, ok := runtime.Caller(i); ok && line > 30 && line < 100 {
				fmt.Println(line, r)
				return
			}
		}
	}()
	f()
}

func main() {
	var a []int
	var m map[string]*T
	var x any
	zero := 0
	try(func() {
		three(
			1,
			a[2],
			3,
		)
	})
	try(func() {
		fmt.Println(
			1,
			x.(int),
		)
	})
	try(func() {
		fmt.Println(zero,
			1+
				1/
					zero)
	})
	try(func() {
		_ = three(
			1,
			len(a[3:]),
			2)
	})
	try(func() {
		fmt.Println(
			m["a"].
				p)
	})
	fmt.Println(
		id(T{&zero}).
			get(),
	)
	three(
		0,
		1,
		id(
			T{},
		).get(),
	)
}
