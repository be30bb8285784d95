package main

import "fmt"

type vec struct{ x, y float64 }

func (v vec) len() float64            { return v.x + v.y }
func (v *vec) scale(f float64) *vec   { v.x *= f; return v }
func pairOf[A, B any](a A, b B) (p struct {
	a A
	b B
}) {
	p.a, p.b = a, b
	return
}

func main() {
	v := vec{1, 2}
	p := &v
	m := map[string][]vec{"a": {v}}
	ch := make(chan int, 1)
	ch <- 1
	f := func(n int) int { return n + 1 }
	n := len(m)
	n++
	fmt.Println(v, v.x, v.len(), p.scale(2).x, *p, (*p).y, m["a"][0].x, <-ch, f(n), -n, ^n, !(n > 2))
	fmt.Println(n+1*2, (n+1)*2, n<<2|1, n&^3, n/2%3, n == 2 && v.x > 1 || n != 4, "a"+fmt.Sprint(n), m["b"] == nil)
	fmt.Println([]int{1, 2}[n%2], [...]string{"a"}, struct{ A, b int }{1, 2}, []byte("x")[0], string(rune(n)), any(n).(int), float64(n), min(n, 3), cap(m["a"]))
	fmt.Println(func() int { return 1 }(), new(vec).x, (&vec{}).len(), vec.len(v), m["a"][1:], pairOf(1, "a").b, uint8(n), complex(1, v.x))
}
