// Names of literals depend on what gc inlines: a literal of an inlined function is named as of a
// literal or of a function by where its code ends up.
package main

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sort"
	"strings"
	"sync"
)

// at prints the functions that were active when f panicked.
func at(what string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %v\n", what, r)
		pcs := make([]uintptr, 50)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
		for {
			fr, more := frames.Next()
			if strings.HasPrefix(fr.Function, "main.at") {
				break
			}
			if strings.HasPrefix(fr.Function, "main.") {
				fmt.Printf("\t%s %d\n", fr.Function, fr.Line)
			}
			if !more {
				break
			}
		}
	}()
	f()
}

var none []string

type Handler func(string) error
type Middleware func(Handler) Handler

func logging(prefix string) Middleware {
	return func(next Handler) Handler {
		return func(s string) error {
			fmt.Println(prefix, s)
			return next(s)
		}
	}
}

func recovering(next Handler) Handler {
	return func(s string) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("recovered: %v", r)
			}
		}()
		return next(s)
	}
}

func chain(h Handler, ms ...Middleware) Handler {
	for _, m := range ms {
		h = m(h)
	}
	return h
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() T {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}
func (s *Stack[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, v := range s.items {
			if !yield(i, v) {
				return
			}
		}
	}
}
func (s *Stack[T]) Popper() func() T { return func() T { return s.Pop() } }

func Filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

type opt func(*cfg)
type cfg struct {
	n    int
	m    map[string]int
	hook func(int) int
}

func withHook(f func(int) int) opt { return func(c *cfg) { c.hook = f } }
func withN(n int) opt              { return func(c *cfg) { c.n = n; c.m["n"] = n } }
func newCfg(os ...opt) *cfg {
	c := &cfg{}
	for _, o := range os {
		o(c)
	}
	return c
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		a, b = b, a+b
		return a / (b - 5)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func each(xs []int, f func(int)) {
	for _, x := range xs {
		f(x)
	}
}

func lazy(f func() int) func() int {
	var once sync.Once
	var v int
	return func() int {
		once.Do(func() { v = f() })
		return v
	}
}

func by(key func(int) int) func(a, b int) bool {
	return func(a, b int) bool { return key(a) < key(b) }
}

func memo(f func(int) int) func(int) int {
	m := map[int]int{}
	return func(n int) int {
		if v, ok := m[n]; ok {
			return v
		}
		v := f(n)
		m[n] = v
		return v
	}
}

type Option func(*Server) error
type Server struct{ port int }

func Port(p int) Option {
	return func(s *Server) error {
		if p < 0 {
			panic("bad port")
		}
		s.port = p
		return nil
	}
}
func New(opts ...Option) (*Server, error) {
	s := new(Server)
	for _, o := range opts {
		if err := o(s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func f0() {
	h := chain(func(s string) error { var p *cfg; p.n = len(s); return nil }, logging("a"), logging("b"))
	h("x")
}

func f1() {
	func() {
		h := logging("q")(func(s string) error { return errors.New(s[5:]) })
		h("x")
	}()
}

func f2() {
	h := recovering(recovering(func(s string) error { panic("a") }))
	fmt.Println(h("x"))
	s := &Stack[int]{}
	p := s.Popper()
	p()
}

func f4() {
	newCfg(withN(1))
}

func f5() {
	c := func() *cfg { return newCfg(withHook(func(i int) int { return 1 / i })) }()
	c.hook(0)
}

func f6() {
	f := fib()
	for range 10 {
		fmt.Println(f())
	}
}

func f9() {
	each([]int{1, 2}, func(x int) {
		each([]int{x}, func(y int) {
			func() {
				panic(fmt.Sprint(x, y))
			}()
		})
	})
}

func f10() {
	f := lazy(func() int { return strings.Index("a", "b") / len(none) })
	f()
}

func f11() {
	for v := range Filter(func(y func(int) bool) { _ = y(1) && y(2) }, func(i int) bool { return i > 1 }) {
		for w := range Filter(func(y func(int) bool) { _ = y(1) && y(2) }, func(i int) bool { return i/(v-2) > 1 }) {
			fmt.Println(w)
		}
	}
}

func f13() {
	x := func() func() int { f := func() int { return len(none) / len(none) }; return f }
	y := x()
	fmt.Println(y())
}

func f14() {
	do := func(f func()) { f() }
	do(func() { do(func() { panic(1) }) })
}

func g4() {
	xs := []int{3, 1, 2}
	less := by(func(i int) int { return 10 / (i - 1) })
	sort.Slice(xs, func(i, j int) bool { return less(xs[i], xs[j]) })
}

func g5() {
	var fibm func(int) int
	fibm = memo(func(n int) int {
		if n < 0 {
			panic("neg")
		}
		return fibm(n-1) + fibm(n-2)
	})
	fibm(3)
}

func g6() {
	_, err := New(Port(1), Port(-1))
	fmt.Println(err)
}

func g13() {
	var once sync.Once
	once.Do(func() {
		g := func(n int) int { return func() int { return 1 / n }() }
		g(0)
	})
}

func main() {
	at("f0", f0)
	at("f1", f1)
	at("f2", f2)
	at("f4", f4)
	at("f5", f5)
	at("f6", f6)
	at("f9", f9)
	at("f10", f10)
	at("f11", f11)
	at("f13", f13)
	at("f14", f14)
	at("g4", g4)
	at("g5", g5)
	at("g6", g6)
	at("g13", g13)
	at("f0 in a literal", func() {
		h := chain(func(s string) error { var p *cfg; p.n = len(s); return nil }, logging("a"), logging("b"))
		h("x")
	})
	at("f1 in a literal", func() {
		func() {
			h := logging("q")(func(s string) error { return errors.New(s[5:]) })
			h("x")
		}()
	})
	at("f2 in a literal", func() {
		h := recovering(recovering(func(s string) error { panic("a") }))
		fmt.Println(h("x"))
		s := &Stack[int]{}
		p := s.Popper()
		p()
	})
	at("f4 in a literal", func() {
		newCfg(withN(1))
	})
	at("f5 in a literal", func() {
		c := func() *cfg { return newCfg(withHook(func(i int) int { return 1 / i })) }()
		c.hook(0)
	})
	at("f6 in a literal", func() {
		f := fib()
		for range 10 {
			fmt.Println(f())
		}
	})
	at("f9 in a literal", func() {
		each([]int{1, 2}, func(x int) {
			each([]int{x}, func(y int) {
				func() {
					panic(fmt.Sprint(x, y))
				}()
			})
		})
	})
	at("f10 in a literal", func() {
		f := lazy(func() int { return strings.Index("a", "b") / len(none) })
		f()
	})
	at("f11 in a literal", func() {
		for v := range Filter(func(y func(int) bool) { _ = y(1) && y(2) }, func(i int) bool { return i > 1 }) {
			for w := range Filter(func(y func(int) bool) { _ = y(1) && y(2) }, func(i int) bool { return i/(v-2) > 1 }) {
				fmt.Println(w)
			}
		}
	})
	at("f13 in a literal", func() {
		x := func() func() int { f := func() int { return len(none) / len(none) }; return f }
		y := x()
		fmt.Println(y())
	})
	at("f14 in a literal", func() {
		do := func(f func()) { f() }
		do(func() { do(func() { panic(1) }) })
	})
	at("g4 in a literal", func() {
		xs := []int{3, 1, 2}
		less := by(func(i int) int { return 10 / (i - 1) })
		sort.Slice(xs, func(i, j int) bool { return less(xs[i], xs[j]) })
	})
	at("g5 in a literal", func() {
		var fibm func(int) int
		fibm = memo(func(n int) int {
			if n < 0 {
				panic("neg")
			}
			return fibm(n-1) + fibm(n-2)
		})
		fibm(3)
	})
	at("g6 in a literal", func() {
		_, err := New(Port(1), Port(-1))
		fmt.Println(err)
	})
	at("g13 in a literal", func() {
		var once sync.Once
		once.Do(func() {
			g := func(n int) int { return func() int { return 1 / n }() }
			g(0)
		})
	})
}
