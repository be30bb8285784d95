package main

import "fmt"

func apply(f func(int) int, n int) int { return f(n) }

func main() {
	apply(func(x int) { return x }, 1)
	apply(func(x string) int { return 1 }, 1)
	f := func() int {}
	g := func(a, a int) {}
	func() { x := 1 }()
	h := func(n int) int {
		if n == 0 {
			return 1
		}
		return h(n - 1)
	}
	defer func() { recover() }
	var k func()
	k = main()
	k == g
	fmt.Println(f == nil, f == f)
	for i := 0; i < 3; i++ {
		go func(i int) { fmt.Println(i) }
	}
	_ = f
}
