// Much garbage, little of it alive.
package main

import (
	"fmt"
	"runtime"
)

type tree struct{ l, r *tree }

func build(d int) *tree {
	if d == 0 {
		return &tree{}
	}
	return &tree{build(d - 1), build(d - 1)}
}

func (t *tree) count() int {
	if t.l == nil {
		return 1
	}
	return 1 + t.l.count() + t.r.count()
}

func main() {
	long := build(12)
	total := 0
	for i := range 60 {
		total += build(8 + i%3).count()
	}
	fmt.Println(total, long.count())
	var keep []string
	for i := range 20000 {
		s := fmt.Sprintf("string number %d with some length to it", i)
		if i%1000 == 0 {
			keep = append(keep, s)
		}
	}
	fmt.Println(len(keep), keep[19])
	m := map[int][]byte{}
	for i := range 2000 {
		m[i%50] = make([]byte, 4096)
		m[i%50][i%4096] = byte(i)
	}
	runtime.GC()
	n := 0
	for _, b := range m {
		n += len(b)
	}
	fmt.Println(n, len(m))
}
