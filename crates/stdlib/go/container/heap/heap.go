// Package heap keeps the least element of a collection at hand.
package heap

import "sort"

// Interface is a collection that can be a heap.
type Interface interface {
	sort.Interface
	Push(x any) // adds x at the end
	Pop() any   // takes the last element
}

// Init makes a heap of h.
func Init(h Interface) {
	n := h.Len()
	for i := n/2 - 1; i >= 0; i-- {
		down(h, i, n)
	}
}

// Push adds x.
func Push(h Interface, x any) {
	h.Push(x)
	up(h, h.Len()-1)
}

// Pop takes the least element.
func Pop(h Interface) any {
	last := h.Len() - 1
	h.Swap(0, last)
	down(h, 0, last)
	return h.Pop()
}

// Remove takes element i.
func Remove(h Interface, i int) any {
	last := h.Len() - 1
	if i != last {
		h.Swap(i, last)
		if !down(h, i, last) {
			up(h, i)
		}
	}
	return h.Pop()
}

// Fix restores the order after element i has changed.
func Fix(h Interface, i int) {
	if !down(h, i, h.Len()) {
		up(h, i)
	}
}

// up moves element i towards the root to its place.
func up(h Interface, i int) {
	for {
		parent := (i - 1) / 2
		if parent == i || !h.Less(i, parent) {
			return
		}
		h.Swap(parent, i)
		i = parent
	}
}

// down moves element i towards the leaves to its place, among the first n
// elements. It reports whether the element moved.
func down(h Interface, i, n int) (moved bool) {
	for {
		kid := 2*i + 1
		if kid >= n || kid < 0 {
			return moved
		}
		if kid+1 < n && h.Less(kid+1, kid) {
			kid++
		}
		if !h.Less(kid, i) {
			return moved
		}
		h.Swap(i, kid)
		i = kid
		moved = true
	}
}
