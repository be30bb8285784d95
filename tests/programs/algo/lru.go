// A least-recently-used cache on a doubly linked list.
package main

import (
	"fmt"
	"strings"
)

type entry[K comparable, V any] struct {
	k          K
	v          V
	prev, next *entry[K, V]
}

type cache[K comparable, V any] struct {
	m    map[K]*entry[K, V]
	root entry[K, V]
	max  int
}

func newCache[K comparable, V any](max int) *cache[K, V] {
	c := &cache[K, V]{m: map[K]*entry[K, V]{}, max: max}
	c.root.prev, c.root.next = &c.root, &c.root
	return c
}

func (c *cache[K, V]) unlink(e *entry[K, V]) { e.prev.next, e.next.prev = e.next, e.prev }
func (c *cache[K, V]) front(e *entry[K, V]) {
	e.prev, e.next = &c.root, c.root.next
	e.prev.next, e.next.prev = e, e
}

func (c *cache[K, V]) get(k K) (v V, ok bool) {
	e, ok := c.m[k]
	if !ok {
		return
	}
	c.unlink(e)
	c.front(e)
	return e.v, true
}

func (c *cache[K, V]) put(k K, v V) {
	if e, ok := c.m[k]; ok {
		e.v = v
		c.unlink(e)
		c.front(e)
		return
	}
	if len(c.m) == c.max {
		old := c.root.prev
		c.unlink(old)
		delete(c.m, old.k)
	}
	e := &entry[K, V]{k: k, v: v}
	c.m[k] = e
	c.front(e)
}

func main() {
	c := newCache[string, int](3)
	for i, k := range strings.Split("abcadbe", "") {
		if v, ok := c.get(k); ok {
			fmt.Print(k, " hit ", v, "; ")
		} else {
			fmt.Print(k, " miss; ")
			c.put(k, i)
		}
	}
	fmt.Println(len(c.m))
	for e := c.root.next; e != &c.root; e = e.next {
		fmt.Print(e.k, e.v, " ")
	}
	fmt.Println()
}
