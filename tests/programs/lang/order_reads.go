// Calls come before the reads beside them: what gc prints where the language leaves it open.
package main

import "fmt"

var s = "a"
var sl = []int{1}
var n = 1

//go:noinline
func app() string { s += "b"; sl = append(sl, 1); n++; return s }

//go:noinline
func two(a, b int) { fmt.Println(a, b) }

type T struct{ v int }

var t = T{1}
var pt = &t
var arr = [3]int{1, 2, 3}
var i any = 1
var f = func() int { return 1 }

//go:noinline
func ch() int { t.v++; arr[0]++; i = t.v; pt = &T{100}; v := t.v; f = func() int { return v }; return 1 }

func main() {
	x := len(s) + len(app())
	fmt.Println(x)
	fmt.Println(len(s) + len(app()))
	fmt.Println(len(s), len(app()))
	fmt.Println(len(sl)+len(app()), cap(sl) > 0)
	two(len(s), len(app()))
	y := len(s)*n + len(app())
	fmt.Println(y)
	z := s[0] + app()[0]
	fmt.Println(z, s[1:], app())
	w := s[1:] + app()
	fmt.Println(w)
	fmt.Println(t.v+ch(), arr[0]+ch(), i.(int)+ch(), pt.v+ch(), -t.v+ch())
	fmt.Println(i, ch(), i)
	fmt.Println(i.(int), ch(), t == T{1}, ch())
	fmt.Println(f()+ch()+f(), arr[ch()]+arr[0])
	v, ok := i.(int)
	fmt.Println(v, ok, ch())
	a, b := t, ch()
	fmt.Println(a, b)
	c := []T{t, {ch()}, t}
	fmt.Println(c)
	d := struct{ a, b int }{t.v, ch()}
	fmt.Println(d)
	g := [2]any{t, ch()}
	fmt.Println(g)
	if t.v < t.v+ch() && arr[0] == ch()+arr[0] {
		fmt.Println("yes")
	}
	for k := t.v; k < t.v+ch() && k < 20; k += 3 {
		fmt.Print(k, " ")
	}
	fmt.Println()
	switch t.v {
	case t.v + ch() - 1:
		fmt.Println("eq")
	default:
		fmt.Println("ne")
	}
	pt.v, t.v = ch(), pt.v
	fmt.Println(pt.v, t.v)
	pt.v += ch()
	fmt.Println(pt.v)
	t.v += ch()
	fmt.Println(t.v)
	arr[ch()] += arr[0]
	fmt.Println(arr)
	m := map[int]int{t.v: ch(), 0: t.v}
	fmt.Println(len(m), t.v)
	m[t.v] = ch()
	fmt.Println(m[t.v], len(m))
	m[t.v] += ch()
	fmt.Println(len(m))
	q := append([]int{t.v}, ch(), t.v)
	fmt.Println(q)
	fmt.Println(min(t.v, ch()), max(t.v, ch(), t.v))
	fmt.Println(string(rune('a'+n)), app(), fmt.Sprint(n))
	fmt.Println(&t == pt, ch(), *pt, ch() > 0 && t.v > 0, t.v)
	h := func(xs ...int) []int { return xs }
	fmt.Println(h(t.v, ch(), t.v), t.v)
	cc := make(chan int, 5)
	cc <- 1
	cc <- 2
	fmt.Println(t.v, <-cc, ch(), <-cc)
	fmt.Println(float64(t.v)+float64(ch()), int8(t.v), ch())
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		var np *T
		fmt.Println(np.v, ch())
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		arr2 := []int{1}
		fmt.Println(arr2[5+n], ch())
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		var np *T
		np.v = ch()
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		var m map[string]int
		m["a"] = ch()
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		arr2 := []int{1}
		arr2[n] = ch()
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		fmt.Println(1/(n-n), ch())
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		var e any = "x"
		fmt.Println(e.(int), ch())
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		var e any = "x"
		fmt.Println(e.(*T), ch())
	}()
	func() {
		defer func() { fmt.Println(recover(), t.v) }()
		var np *T
		two(np.v, ch())
	}()
	func() (r int) {
		defer func() { fmt.Println(recover(), t.v, r) }()
		var np *T
		return np.v + ch()
	}()
}
