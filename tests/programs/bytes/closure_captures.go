// Captured variables are shared; arguments are copies; loop variables are new each turn.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	x := 1
	inc := func() int { x++; return x }
	get := func() int { return x }
	arg := func(v int) func() int { return func() int { return v } }(x)
	inc()
	inc()
	x += 10
	fmt.Println(get(), arg(), inc(), x)
	var fs []func() *int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() *int { return &i })
		i += 0
	}
	*fs[0]() = 50
	fmt.Println(*fs[0](), *fs[1](), *fs[2](), fs[0]() == fs[0](), fs[0]() == fs[1]())
	arr := [3]int{1, 2, 3}
	sum := func() (n int) {
		for _, v := range arr {
			n += v
		}
		return
	}
	arr[1] = 20
	fmt.Println(sum())
	p := &x
	*p = 5
	fmt.Println(get(), unsafe.Sizeof(get), unsafe.Sizeof(sum))
	bound := rec{7}
	m := bound.value
	q := bound.pointer
	bound.n = 8
	fmt.Println(m(), q())
}

type rec struct{ n int }

func (r rec) value() int    { return r.n }
func (r *rec) pointer() int { return r.n }
