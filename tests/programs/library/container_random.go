// Heaps, lists and rings under random operations.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"hash/fnv"
)

// What the program prints goes into a sum; now and then it is shown.
var (
	sum   = fnv.New64a()
	lines int
)

func noted() {
	if lines++; lines%50 == 0 {
		fmt.Printf("%d %x\n", lines, sum.Sum64())
	}
}

func out(a ...any) {
	fmt.Fprintln(sum, a...)
	noted()
}

func outp(a ...any) { fmt.Fprint(sum, a...) }

type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { calls = calls*31 + i*7 + j; return h[i]/3 < h[j]/3 }
func (h H) Swap(i, j int)      { calls = calls*37 + i*7 + j; h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any          { o := *h; x := o[len(o)-1]; *h = o[:len(o)-1]; return x }

var calls int
var seq = uint64(88172645463325252)

func rnd(n int) int { seq ^= seq << 13; seq ^= seq >> 7; seq ^= seq << 17; return int(seq>>1) % n }
func main() {
	h := &H{}
	for i := 0; i < 50; i++ {
		*h = append(*h, rnd(100))
	}
	heap.Init(h)
	out(*h, calls)
	for i := 0; i < 1000; i++ {
		switch k := rnd(5); {
		case k < 2 || len(*h) == 0:
			heap.Push(h, rnd(1000))
		case k == 2:
			out(heap.Pop(h))
		case k == 3:
			out(heap.Remove(h, rnd(len(*h))))
		default:
			j := rnd(len(*h))
			(*h)[j] = rnd(1000)
			heap.Fix(h, j)
		}
		if i%100 == 0 {
			out(*h, calls)
		}
	}
	var l list.List
	l2 := list.New()
	var es []*list.Element
	ls := []*list.List{&l, l2}
	dump := func(l *list.List) {
		outp(l.Len(), ":")
		for e := l.Front(); e != nil; e = e.Next() {
			outp(" ", e.Value)
		}
		for e := l.Back(); e != nil; e = e.Prev() {
			outp(" ", e.Value)
		}
		out()
	}
	es = append(es, l.PushBack(0))
	for i := 0; i < 3000; i++ {
		a := ls[rnd(2)]
		e := es[rnd(len(es))]
		m := es[rnd(len(es))]
		var n *list.Element
		switch rnd(14) {
		case 0:
			n = a.PushBack(i)
		case 1:
			n = a.PushFront(i)
		case 2:
			n = a.InsertAfter(i, m)
		case 3:
			n = a.InsertBefore(i, m)
		case 4:
			a.MoveToFront(e)
		case 5:
			a.MoveToBack(e)
		case 6:
			a.MoveBefore(e, m)
		case 7:
			a.MoveAfter(e, m)
		case 8, 9:
			out(a.Remove(e))
		case 10:
			if a.Len() < 50 {
				a.PushBackList(ls[rnd(2)])
			}
		case 11:
			if a.Len() < 50 {
				a.PushFrontList(ls[rnd(2)])
			}
		case 13:
			out(e.Next() == nil, e.Prev() == nil)
		}
		if n != nil {
			es = append(es, n)
		}
		if len(es) > 60 {
			es = es[30:]
		}
		for a.Len() > 200 {
			a.Remove(a.Front())
		}
		if i%50 == 0 {
			dump(a)
		}
	}
	r := ring.New(10)
	for i := 0; i < 10; i++ {
		r.Value = i
		r = r.Next()
	}
	show := func(r *ring.Ring) { r.Do(func(x any) { outp(x, " ") }); out(r.Len()) }
	for i := 0; i < 2000; i++ {
		switch rnd(4) {
		case 0:
			r = r.Move(rnd(20) - 10)
		case 1:
			x := r.Unlink(rnd(5))
			show(x)
			if x != nil && x != r && x.Len()+r.Len() <= 20 {
				r.Link(x)
			}
		case 2:
			y := ring.New(rnd(3))
			show(r.Link(y))
		case 3:
			r = r.Prev()
		}
		show(r)
		if r.Len() > 30 {
			r = ring.New(10)
		}
		if r.Len() < 3 {
			r = ring.New(9)
		}
	}
	var z ring.Ring
	out(z.Len(), z.Next() == &z, z.Prev() == &z, z.Move(3) == &z, ring.New(0), (*ring.Ring)(nil).Len())
	show(nil)

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
