// Linked structures and mutual recursion of generic types.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"strings"
)

type node[K cmp.Ordered, V any] struct {
	key         K
	val         V
	left, right *node[K, V]
}

type ordMap[K cmp.Ordered, V any] struct {
	root *node[K, V]
	size int
}

func (m *ordMap[K, V]) find(k K) **node[K, V] {
	at := &m.root
	for *at != nil {
		switch cmp.Compare(k, (*at).key) {
		case -1:
			at = &(*at).left
		case 1:
			at = &(*at).right
		default:
			return at
		}
	}
	return at
}

func (m *ordMap[K, V]) put(k K, v V) {
	at := m.find(k)
	if *at == nil {
		*at = &node[K, V]{key: k}
		m.size++
	}
	(*at).val = v
}

func (m *ordMap[K, V]) get(k K) (v V, ok bool) {
	if n := *m.find(k); n != nil {
		return n.val, true
	}
	return
}

func (m *ordMap[K, V]) all() iter.Seq2[K, V] {
	var walk func(n *node[K, V], yield func(K, V) bool) bool
	walk = func(n *node[K, V], yield func(K, V) bool) bool {
		return n == nil || walk(n.left, yield) && yield(n.key, n.val) && walk(n.right, yield)
	}
	return func(yield func(K, V) bool) { walk(m.root, yield) }
}

func main() {
	var m ordMap[string, int]
	for i, w := range strings.Fields("one two three four five one") {
		m.put(w, i)
	}
	for k, v := range m.all() {
		if k == "two" {
			break
		}
		fmt.Print(k, "=", v, " ")
	}
	v, ok := m.get("one")
	_, no := m.get("six")
	fmt.Println(m.size, v, ok, no)
}
