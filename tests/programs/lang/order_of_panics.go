package main

import "fmt"

// Calls come before what may panic beside them, and the left side of an assignment is found last.

type inner struct{ z [3]int }

type outer struct {
	n int
	*inner
}

var zero int
var minus = -1

func ev(n int) int { fmt.Print(n, " "); return n }

func try(name string, f func()) {
	fmt.Print(name, ": ")
	defer func() { fmt.Println(recover()) }()
	f()
	fmt.Print("well ")
}

func main() {
	var p *outer
	q := &outer{}
	a := []int{1, 2, 3}
	arr := [3]int{1, 2, 3}
	var x any = "text"
	var mm map[string]int
	i := 3
	try("divide", func() { fmt.Println(1/zero + ev(1)) })
	try("remainder", func() { fmt.Println(ev(1)%zero - ev(2)) })
	try("shift", func() { fmt.Println(1<<minus, ev(1)) })
	try("index of an array", func() { fmt.Println(arr[i], ev(1)) })
	try("assertion", func() { fmt.Println(x.(*int), ev(1)) })
	try("assertion to int", func() { fmt.Println(x.(int), ev(1)) })
	try("conversion", func() { fmt.Println([4]int(a), ev(1)) })
	try("comparison", func() { fmt.Println(any(a) == any(a), ev(1)) })
	try("field of nil", func() { p.n = ev(1) })
	try("field of nil and operands", func() { p.n, a[ev(7)] = ev(1), ev(2) })
	try("embedded nil", func() { q.z[ev(1)] = ev(5) })
	try("embedded nil, divide", func() { q.z[ev(1)] = 1 / zero })
	try("element", func() { a[ev(7)] = 1 / zero })
	try("element of an array", func() { arr[ev(7)] = 1 / zero })
	try("element of an array, added to", func() { arr[ev(7)] += 1 / zero })
	try("element, added to", func() { a[ev(7)] += 1 / zero })
	try("nested", func() { [][]int{a}[ev(2)][0] = 1 / zero })
	try("map", func() { mm[fmt.Sprint(ev(1))] = a[ev(9)] })
	try("map, divide", func() { mm["k"] = 1 / zero })
	try("two results", func() { arr[i], q.z[0] = func() (int, int) { return ev(1), ev(2) }() })
	try("comma ok", func() { arr[i], _ = x.(int) })
	b := []byte("abc")
	try("text of bytes", func() { fmt.Println(string(b)+"-", ev(func() int { b[0] = 'X'; return 1 }())) })
	fmt.Println(a, arr, string(b))
}
