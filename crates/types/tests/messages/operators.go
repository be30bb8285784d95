package main

type S struct{ f func() }

func main() {
	var i int
	var f float64
	var s string
	var u uint
	var e error
	_ = i + f
	_ = i + s
	_ = s - s
	_ = !i
	_ = -s
	_ = i << f
	_ = i / 0
	_ = f % 2
	_ = S{} == S{}
}

func main2() {
	var e error
	var p *int
	var m map[string]int
	_ = m == m
	_ = e == 1
	_ = p == nil
	_ = 1 << -1
	_ = p + 1
	_ = &1
	_ = *e
	_ = "a" + 1
	if m {
	}
	p++
	_ = nil == nil
}
