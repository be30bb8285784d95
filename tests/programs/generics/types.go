// Generic types with methods, nesting and embedding.
package main

import (
	"cmp"
	"fmt"
	"strings"
)

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p pair[K, V]) swap() pair[string, K] { return pair[string, K]{fmt.Sprint(p.Val), p.Key} }

type tree[T cmp.Ordered] struct {
	left, right *tree[T]
	val         T
}

func (t *tree[T]) insert(v T) *tree[T] {
	if t == nil {
		return &tree[T]{val: v}
	}
	switch {
	case v < t.val:
		t.left = t.left.insert(v)
	case v > t.val:
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree[T]) walk(f func(T)) {
	if t != nil {
		t.left.walk(f)
		f(t.val)
		t.right.walk(f)
	}
}

type set[T comparable] map[T]struct{}

func (s set[T]) add(vs ...T) set[T] {
	for _, v := range vs {
		s[v] = struct{}{}
	}
	return s
}

type named[T any] struct {
	stack[T]
	name string
}

func main() {
	var s stack[string]
	s.push("a")
	s.push("b")
	v, ok := s.pop()
	fmt.Println(v, ok, len(s.items))
	_, ok = (&stack[int]{}).pop()
	fmt.Println(ok)
	p := pair[int, bool]{1, true}
	fmt.Printf("%v %+v %T %T\n", p, p.swap(), p, p.swap())
	var t *tree[string]
	for _, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.insert(w)
	}
	t.walk(func(s string) { fmt.Print(s, " ") })
	fmt.Println(len(set[int]{}.add(1, 2, 2, 3)))
	n := named[float64]{name: "n"}
	n.push(1.5)
	fmt.Printf("%+v %T\n", n, n)
	nested := stack[pair[string, []int]]{}
	nested.push(pair[string, []int]{"k", []int{1}})
	fmt.Printf("%v %T\n", nested, nested)
}
