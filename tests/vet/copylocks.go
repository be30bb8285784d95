// Locks that are copied.
package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
)

type holder struct{ mu sync.Mutex }
type deep struct {
	x int
	h holder
}
type embedded struct{ sync.RWMutex }
type ptr struct{ mu *sync.Mutex }
type arr struct{ m [2]sync.Mutex }
type at struct{ n atomic.Int64 }
type mine struct{}

func (*mine) Lock()   {}
func (*mine) Unlock() {}

type byValue struct{}

func (byValue) Lock()   {}
func (byValue) Unlock() {}

type half struct{}

func (*half) Lock() {}

type noCopy struct{ _ mine }
type loop struct{ next *loop }

func paramMutex(m sync.Mutex)                  {}
func paramHolder(a int, h holder)              {}
func paramDeep(d, e deep)                      {}
func paramEmb(embedded)                        {}
func paramArr(a arr, b [3]sync.WaitGroup)      {}
func paramAt(a at)                             {}
func paramMine(m mine, n noCopy)               {}
func paramOk(p *sync.Mutex, q ptr, s []holder, m map[int]holder, c chan holder, f func(holder), l loop, i sync.Locker, h half, b byValue) {
}
func result() (m sync.Mutex)  { return }
func result2() sync.WaitGroup { return sync.WaitGroup{} }
func (h holder) method()      {}
func (h *holder) pointer()    {}
func (d deep) m2(o sync.Once) {}
func (noCopy) unnamed()       {}

func assigns(h *holder, hs []holder, m map[int]holder, ch chan holder, b *strings.Builder) {
	var mu sync.Mutex
	a := mu
	_ = a
	c := *h
	c = *h
	d := hs[0]
	e := m[1]
	var f = hs[1]
	var g, i = hs[0], 1
	_ = mu
	_ = hs[0]
	_, _ = mu, *h
	j := h.mu
	k := [1]sync.Mutex{}
	l := k
	l[0] = mu
	n := (mu)
	o := <-ch
	p := holder{}
	q := &holder{}
	r := *q
	s := result2()
	hs[0] = hs[1]
	t := deep{}.h
	u := at{}
	v := u
	sb := *b
	_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _ = &c, &d, &e, &f, &g, i, &j, &l, &n, &o, &p, &q, &r, &s, &t, &v, &sb
	w := holder(c)
	x := new(holder)
	*x = holder{}
	_ = &w
	var y any = mu
	var z any = &mu
	_, _ = y, z
	ch <- p
	m[0] = p
}

func calls(h holder, hp *holder, at2 *at) {
	paramHolder(1, h)
	paramHolder(1, *hp)
	fmt.Println(h)
	fmt.Println(&h)
	fmt.Println(h.mu, 1)
	paramMutex(sync.Mutex{})
	paramMutex(result())
	func(h holder) {}(h)
	_ = len([2]sync.Mutex{})
	var a [2]sync.Mutex
	_ = len(a)
	_ = cap(a)
	var hs []holder
	hs = append(hs, h)
	hs = append(hs, *hp)
	hs = append(hs, hs...)
	copy(hs, hs)
	go paramHolder(1, h)
	defer paramHolder(2, *hp)
	_ = new(holder)
	panic(h)
}

func returns(h *holder, hs []holder) (holder, sync.Mutex) {
	if true {
		return *h, h.mu
	}
	if h == nil {
		return holder{}, sync.Mutex{}
	}
	return hs[0], sync.Mutex{}
}

func ranges(hs []holder, m map[int]holder, a [2]sync.Mutex, c chan holder, mk map[holder]int, pa *[2]holder) {
	for _, h := range hs {
		_ = &h
	}
	for i := range hs {
		_ = i
	}
	for _, h := range m {
		_ = &h
	}
	for _, x := range a {
		_ = &x
	}
	for h := range c {
		_ = &h
	}
	for _, h := range pa {
		_ = &h
	}
	var h holder
	for _, h = range hs {
	}
	for _, _ = range hs {
	}
	for _, p := range []*holder{} {
		_ = p
	}
	_ = &h
	for i, x := range func(yield func(int, holder) bool) {} {
		_, _ = i, &x
	}
}

func composites(h holder, hp *holder) {
	_ = deep{1, h}
	_ = deep{h: h}
	_ = []holder{h}
	_ = [1]holder{*hp}
	_ = map[int]holder{1: h}
	_ = deep{h: holder{}}
	_ = &deep{h: *hp}
	_ = []*holder{&h}
	_ = []any{h, hp}
}

func closures() {
	_ = func(m sync.Mutex) {}
	_ = func(m *sync.Mutex) {}
	_ = func() sync.Mutex { return sync.Mutex{} }
	f := func(h holder) holder { return h }
	_ = f
}

type fn func(sync.Mutex)

type iface interface{ M(sync.Mutex) }

func generic[T any](t T, h gen[T]) {
	_ = t
	x := h
	_ = &x
}

type gen[T any] struct {
	v  T
	mu sync.Mutex
}

func (g gen[T]) m() {}

func inst() {
	var g gen[int]
	h := g
	_ = &h
	generic(1, g)
}

func constrained[T interface{ *holder | holder }](t T) {
	u := t
	_ = u
}

func misc(h holder, o *sync.Once, c *sync.Cond, p *sync.Pool, m *sync.Map, v *atomic.Value, b *atomic.Bool, ap *atomic.Pointer[int]) {
	a1 := *o
	a2 := *c
	a3 := *p
	a4 := *m
	a5 := *v
	a6 := *b
	a7 := *ap
	_, _, _, _, _, _, _ = &a1, &a2, &a3, &a4, &a5, &a6, &a7
	switch x := any(h).(type) {
	case holder:
		_ = &x
	}
	y := any(h).(holder)
	_ = &y
	if z := h; true {
		_ = &z
	}
	for i := h; ; {
		_ = &i
	}
}

func swap(a, b *holder) { *a, *b = *b, *a }

var g1 holder
var g2 = g1
var g3, g4 = g1, 2

func main() {}
