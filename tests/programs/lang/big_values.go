// Large arrays and structs are copied, passed, returned and compared.
package main

import (
	"fmt"
)

type big struct {
	name string
	data [100]int
	sub  struct{ m [4][4]float64 }
}

func fill(n int) (b big) {
	b.name = "filled"
	for i := range b.data {
		b.data[i] = n + i
	}
	b.sub.m[2][3] = float64(n) / 2
	return b
}

func (b big) sum() (t int) {
	for _, v := range b.data {
		t += v
	}
	b.data[0] = -1
	return
}

func (b *big) set(i, v int) { b.data[i] = v }

func change(b big) big {
	b.data[99] = 0
	return b
}

func main() {
	a := fill(1)
	b := a
	b.set(5, 1000)
	fmt.Println(a.sum(), b.sum(), a.data[0], a == b, a == fill(1))
	c := change(a)
	fmt.Println(a.data[99], c.data[99], c.sub.m[2][3])
	list := []big{a, b}
	list[0].data[1] = 7
	for _, v := range list {
		v.data[1] = 8
	}
	fmt.Println(list[0].data[1], a.data[1])
	m := map[string]big{"a": a}
	fmt.Println(m["a"].data[10], m["none"].data[10])
	var i any = a
	fmt.Println(i == any(fill(1)), i.(big).name)
	arr := [3]big{}
	arr2 := arr
	arr2[1] = a
	fmt.Println(arr == arr2, arr2[1] == a)
	ch := make(chan big, 1)
	ch <- a
	a.name = "changed"
	fmt.Println((<-ch).name, a.name)
	f := a.sum
	a.data[0] = 5000
	fmt.Println(f() == a.sum())
	x, y := a, b
	x, y = y, x
	fmt.Println(x.name, y.name, x.data[5], y.data[5])
}
