// Package ring is a bounded queue that forgets its oldest elements.
package ring

import "iter"

type Ring[T any] struct {
	items []T
	start int
	n     int
}

func New[T any](size int) *Ring[T] {
	if size <= 0 {
		panic("ring: size must be positive")
	}
	return &Ring[T]{items: make([]T, size)}
}

func (r *Ring[T]) Push(v T) {
	r.items[(r.start+r.n)%len(r.items)] = v
	if r.n < len(r.items) {
		r.n++
	} else {
		r.start = (r.start + 1) % len(r.items)
	}
}

func (r *Ring[T]) Len() int { return r.n }

func (r *Ring[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range r.n {
			if !yield(r.items[(r.start+i)%len(r.items)]) {
				return
			}
		}
	}
}

func Map[T, U any](r *Ring[T], f func(T) U) (out []U) {
	for v := range r.All() {
		out = append(out, f(v))
	}
	return
}
