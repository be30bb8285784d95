package main

import (
	"fmt"
	"maps"
	"math"
)

type K struct {
	f float64
	s string
}

func main() {
	m := map[float64]int{}
	n := math.NaN()
	for i := range 3 {
		m[n] = i
	}
	m[0] = 1
	m[math.Copysign(0, -1)] = 2
	fmt.Println(len(m), m[0], m[n])
	_, ok := m[n]
	fmt.Println(ok)
	delete(m, n)
	fmt.Println(len(m))
	c, s := 0, 0
	for k, v := range m {
		if k != k {
			c++
			s += v
		}
	}
	fmt.Println(c, s)
	clear(m)
	fmt.Println(len(m))
	mk := map[K]int{{n, "a"}: 1, {n, "a"}: 2, {1, "a"}: 3}
	fmt.Println(len(mk), mk[K{1, "a"}], mk[K{n, "a"}])
	mi := map[any]int{n: 1, 1: 2, 1.0: 3, "1": 4, int8(1): 5, [2]int{1, 2}: 6, K{1, "x"}: 7, true: 8, nil: 9}
	mi[n] = 2
	fmt.Println(len(mi), mi[1], mi[1.0], mi["1"], mi[int8(1)], mi[[2]int{1, 2}], mi[K{1, "x"}], mi[true], mi[nil], mi[n])
	func() {
		defer func() { fmt.Println(recover()) }()
		mi[[]int{1}] = 3
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = mi[map[int]int{}]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = mi[struct {
			a int
			f func()
		}{}]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		delete(mi, any(func() {}))
	}()
	var nm map[any]int
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = nm[[]int{}]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		nm[1] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		delete(nm, 1)
		for range nm {
		}
		fmt.Println(len(nm), nm[3])
	}()
	var a, b any = []int{}, []int{}
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(a == b)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(a == any(1), any(struct{ x any }{1}) == any(struct{ x any }{1}))
		fmt.Println(any(struct{ x any }{a}) == any(struct{ x any }{b}))
	}()
	m2 := maps.Clone(map[int]string{1: "a"})
	fmt.Println(m2, maps.Equal(m2, map[int]string{1: "a"}))
	m3 := map[int]int{}
	for i := range 100 {
		m3[i] = i
	}
	seen := 0
	for k := range m3 {
		delete(m3, k)
		delete(m3, 99-k)
		seen++
	}
	fmt.Println(len(m3), seen)
	var arr map[[2]string][]int = map[[2]string][]int{{"a", "b"}: {1}}
	arr[[2]string{"a", "b"}] = append(arr[[2]string{"a", "b"}], 2)
	fmt.Println(arr)
	type P struct{ x, y int }
	mp := map[string]P{"a": {1, 2}}
	p := mp["a"]
	p.x = 5
	fmt.Println(mp, p, mp["zz"])
	ms := map[string]*P{"a": {1, 2}}
	ms["a"].x++
	fmt.Println(*ms["a"])
	mm := map[string]map[string]int{}
	func() {
		defer func() { fmt.Println(recover()) }()
		mm["x"]["y"]++
	}()
	x, ok := mm["q"]
	fmt.Println(x == nil, ok, len(mm["x"]))
	i := 0
	mo := map[int]int{}
	mo[i], i = 7, 3
	fmt.Println(mo, i)
}
