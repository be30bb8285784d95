// Closures in generic functions, generic channels, memoising.
package main

import (
	"fmt"
)

func memo[K comparable, V any](f func(K) V) func(K) V {
	seen := map[K]V{}
	return func(k K) V {
		if v, ok := seen[k]; ok {
			return v
		}
		v := f(k)
		seen[k] = v
		return v
	}
}

func produce[T any](vs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, v := range vs {
			c <- v
		}
	}()
	return c
}

func collect[T any](c <-chan T) (out []T) {
	for v := range c {
		out = append(out, v)
	}
	return
}

type event[T any] struct{ handlers []func(T) }

func (e *event[T]) on(f func(T)) { e.handlers = append(e.handlers, f) }
func (e *event[T]) emit(v T) {
	for _, h := range e.handlers {
		h(v)
	}
}

type option[T any] func(*T)

type config struct {
	name string
	n    int
}

func with[T any](opts ...option[T]) T {
	var t T
	for _, o := range opts {
		o(&t)
	}
	return t
}

func main() {
	calls := 0
	sq := memo(func(n int) int { calls++; return n * n })
	fmt.Println(sq(4), sq(4), sq(5), calls)
	fmt.Println(collect(produce(1, 2, 3)), collect(produce("a", "b")), len(collect(produce[bool]())))
	var e event[string]
	total := 0
	e.on(func(s string) { total += len(s) })
	e.on(func(s string) { fmt.Print("got ", s, "; ") })
	e.emit("abc")
	e.emit("de")
	fmt.Println(total)
	c := with(func(c *config) { c.name = "x" }, func(c *config) { c.n = 3 })
	fmt.Printf("%+v\n", c)
}
