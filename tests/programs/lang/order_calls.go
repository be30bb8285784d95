// Calls come before the reads beside them: what gc prints where the language leaves it open.
package main

import "fmt"

type T struct{ a, b int }

var g = 1
var gs = []int{1, 2, 3}
var gst = "g"
var gT = T{1, 2}
var gi any = 1
var ge error
var gm = map[string]int{"a": 1}
var ga = [2]int{1, 2}
var gf = 1.5
var gp = &gT

//go:noinline
func mod() int {
	g++
	gs = append(gs[:0], 9)
	gst += "!"
	gT.a++
	gi = "changed"
	ge = fmt.Errorf("e%d", g)
	gm["a"]++
	ga[0]++
	gf++
	return g * 100
}

//go:noinline
func three(a, b, c int) { fmt.Println(a, b, c) }

//go:noinline
func sl(s []int, n int) { fmt.Println(s, n) }

//go:noinline
func st(s string, t T, i any, n int) { fmt.Println(s, t, i, n) }

type H []int

//go:noinline
func (h *H) pop() int { x := (*h)[0]; *h = (*h)[1:]; return x }

func small() int { g++; return g }

func two() (int, int) { return g, mod() }
func ret2() (int, string, T) { return g, fmt.Sprint(mod()), gT }

//go:noinline
func (t T) val(n int) int { return t.a*1000 + n }

func main() {
	fmt.Println(g, mod(), g)
	fmt.Println(gs, mod(), gs)
	fmt.Println(gst, mod(), gst)
	fmt.Println(gT, mod(), gT)
	fmt.Println(gi, mod(), gi)
	fmt.Println(ge, mod(), ge)
	fmt.Println(ga, mod(), ga)
	fmt.Println(gm["a"], mod(), gm["a"])
	fmt.Println(gs[0], mod(), len(gs))
	fmt.Println(gf, mod(), gf)
	fmt.Println(gp.a, mod(), gp.a, *gp, mod(), *gp)
	three(g, mod(), g)
	three(g+1, mod(), g)
	three(gT.a, mod(), gT.b)
	sl(gs, mod())
	st(gst, gT, gi, mod())
	a := []int{g, mod(), g}
	fmt.Println(a)
	b := [3]int{g, mod(), g}
	fmt.Println(b)
	c := T{g, mod()}
	fmt.Println(c)
	d := []any{g, mod(), g}
	fmt.Println(d)
	e := map[int]int{g: mod(), g: g}
	fmt.Println(e)
	x := g + mod()
	fmt.Println(x)
	x = mod() + g
	fmt.Println(x)
	x = g*2 + mod()
	fmt.Println(x)
	y, z := g, mod()
	fmt.Println(y, z)
	z, y = mod(), g
	fmt.Println(y, z)
	fmt.Println(two())
	fmt.Println(ret2())
	h := &H{1, 2, 3}
	fmt.Println(*h, h.pop())
	fmt.Println(h.pop(), *h)
	var l = 1
	inc := func() int { l++; return l }
	fmt.Println(l, inc(), l)
	x = l + inc()
	fmt.Println(x)
	x = l + inc() + l
	fmt.Println(x)
	arr := [3]int{l, inc(), l}
	fmt.Println(arr)
	fmt.Println(l == inc(), l < inc(), inc() == l)
	s := "a"
	app := func() string { s += "b"; return s }
	fmt.Println(s + app() + s)
	fmt.Println(s == app(), len(s)+len(app()))
	sl2 := []int{1, 2, 3}
	set := func() int { sl2[0] = 50; sl2 = []int{7, 8, 9}; return 1 }
	fmt.Println(sl2[0], set(), sl2[0])
	sl2[set()] = sl2[0]
	fmt.Println(sl2)
	i := 0
	next := func() int { i++; return i }
	sl2[i], sl2[next()] = next(), i
	fmt.Println(sl2, i)
	fmt.Println(gT.val(mod()), T{g, 1}.val(mod()))
	m := map[int]string{}
	m[next()] = fmt.Sprint(next())
	fmt.Println(m)
	fmt.Println(small(), g, small())
	p := &T{1, 2}
	f := func() *T { p = &T{5, 6}; return p }
	fmt.Println(p.a, f().a, p.a)
	p.a, f().b = 9, 10
	fmt.Println(*p)
	fmt.Printf("%v %v %v\n", l, inc(), l)
	fmt.Println(g > 0 && mod() > 0, g)
	ch := make(chan int, 3)
	ch <- g + mod()
	fmt.Println(<-ch)
	switch g {
	case mod():
		fmt.Println("eq")
	default:
		fmt.Println("ne")
	}
	defer fmt.Println("deferred", l, inc(), l)
	for i := l; i < inc(); i += 5 {
		fmt.Print(i, " ")
	}
	fmt.Println()
	fmt.Println(func() (r int) { defer func() { r += l }(); return inc() }(), l)
	var q struct{ n int }
	qf := func() int { q.n++; return q.n }
	fmt.Println(q.n, qf(), q, qf(), q.n)
	w := T{q.n, qf()}
	fmt.Println(w)
	aa := ga
	af := func() int { aa[0] += 10; return 1 }
	fmt.Println(aa, af(), aa, aa[0]+af()+aa[0])
	z1 := 1 + 1i
	zf := func() int { z1 += 1; return 1 }
	fmt.Println(real(z1)+float64(zf()), imag(z1), complex(real(z1), 0), zf(), real(z1))
	ra, rb, rc := real(z1), zf(), complex(real(z1), imag(z1))
	fmt.Println(ra, rb, rc)
}
