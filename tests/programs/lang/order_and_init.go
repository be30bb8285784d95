package main

import "fmt"

var (
	a = c + b
	b = f()
	c = g("c", 1)
	_ = g("blank", 0)
	d = func() int { return e }()
	e = g("e", 5)
)
var x, y = pair()
var z = T{}.m()
var w = (*T).pm
var v = I(T{}).m()
var h = func() int { return lazy() }
var arr = [...]int{g("0", 0), g("1", 1), 5: g("5", 5)}
var m = map[string]int{"k": g("k", 1)}
var unusedDep = indirect

type T struct{}
type I interface{ m() int }

func (T) m() int    { return q }
func (*T) pm() int  { return r }
func lazy() int     { return s }
func indirect() int { return u }
func pair() (int, int) {
	g("pair", t)
	return 1, 2
}

var q = g("q", 1)
var r = g("r", 1)
var s = g("s", 1)
var t = g("t", 1)
var u = g("u", 1)

func f() int { d++; return g("f", d) }
func g(s string, n int) int {
	fmt.Print(s, " ")
	return n
}
func init() { fmt.Println("| init", a, b, c, d, e, x, y, z, v) }

func ev(s string, n int) int    { fmt.Print(s, n, " "); return n }
func evp(s string, p *int) *int { fmt.Print(s, " "); return p }

func main() {
	xs := []int{1, 2, 3}
	i := 0
	i, xs[i] = 1, 9
	fmt.Println(i, xs)
	xs[ev("i", 0)], *evp("p", &i) = ev("a", 5), ev("b", 6)
	fmt.Println(xs, i)
	mm := map[int]int{}
	mm[ev("k", 1)] = ev("v", 2)
	fmt.Println(mm, ev("x", 1)+ev("y", 2)*ev("z", 3), ev("a", 0) == 1 && ev("b", 1) == 1 || ev("c", 2) == 2)
	s := struct{ a, b int }{b: ev("sb", 1), a: ev("sa", 2)}
	fmt.Println(s, []int{2: ev("two", 2), 0: ev("zero", 0)})
	func(a ...int) { fmt.Println(a) }(ev("v1", 1), ev("v2", 2))
	var p *struct{ x int }
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		p.x = ev("rhs", 1)
	}()
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		var arr []int
		arr[ev("idx", 3)] = ev("rhs", 1)
	}()
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		var m map[int]int
		m[ev("idx", 3)] = ev("rhs", 1)
	}()
	c := make(chan int, 1)
	func() chan int { fmt.Print("ch "); return c }() <- ev("send", 4)
	fmt.Println(<-c)
	a, b := 1, 2
	a, b = b, a
	xs[0], xs[1], xs[2] = xs[2], xs[0], xs[1]
	fmt.Println(a, b, xs)
	y := 1
	fn := func() int { y++; return y }
	fmt.Println(y, fn(), y, fn())
	z := y + fn()
	fmt.Println(z)
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	for i, v := range &arr {
		arr[2] = 20
		fmt.Print(i, v, " ")
	}
	sl := []int{1, 2, 3}
	for i, v := range sl {
		if i == 0 {
			sl = append(sl, 4)
			sl[2] = 9
		}
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	var ifc any = 1
	switch x := ifc.(type) {
	case int, string:
		fmt.Printf("%T\n", x)
	}
	switch ev("tag", 2) {
	case ev("c1", 1), ev("c2", 2), ev("c3", 3):
		fmt.Println("hit")
	}
	const big = 1 << 100
	fmt.Println(big>>98, uint8(big>>93))
	var u8 uint8 = 200
	u8 += 100
	var i8 int8 = -128
	fmt.Println(u8, -i8, i8/-1, i8%-1, ^u8, u8&^8, u8<<9, i8>>10, uint32(u8)<<31<<1)
	var sh uint = 70
	fmt.Println(1<<sh == 0, int64(-1)>>sh, uint8(1)<<(sh-63))
	f32 := float32(16777216)
	fmt.Println(f32+1 == f32, int(-1.9+f64()), uint8(int(300.5+f64())), int64(float32(0.1)*10))
}
func f64() float64 { return 0 }
