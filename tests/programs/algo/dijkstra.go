// Shortest paths with a hand-made heap.
package main

import (
	"fmt"
	"slices"
)

type item struct {
	node string
	dist int
}

type heap []item

func (h *heap) push(x item) {
	*h = append(*h, x)
	for i := len(*h) - 1; i > 0; {
		p := (i - 1) / 2
		if (*h)[p].dist <= (*h)[i].dist {
			break
		}
		(*h)[p], (*h)[i] = (*h)[i], (*h)[p]
		i = p
	}
}

func (h *heap) pop() item {
	a := *h
	top := a[0]
	last := len(a) - 1
	a[0] = a[last]
	a = a[:last]
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(a) {
			break
		}
		if c+1 < len(a) && a[c+1].dist < a[c].dist {
			c++
		}
		if a[i].dist <= a[c].dist {
			break
		}
		a[i], a[c] = a[c], a[i]
		i = c
	}
	*h = a
	return top
}

func main() {
	edges := map[string]map[string]int{
		"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}, "x": {},
	}
	dist := map[string]int{}
	from := map[string]string{}
	var h heap
	h.push(item{"a", 0})
	for len(h) > 0 {
		it := h.pop()
		if _, done := dist[it.node]; done {
			continue
		}
		dist[it.node] = it.dist
		for to, w := range edges[it.node] {
			if _, done := dist[to]; !done {
				h.push(item{to, it.dist + w})
			}
		}
	}
	for n, d := range dist {
		for m, w := range edges[n] {
			if dist[m] == d+w {
				from[m] = n
			}
		}
	}
	path := []string{}
	for n := "e"; n != ""; n = from[n] {
		path = append(path, n)
	}
	slices.Reverse(path)
	fmt.Println(dist, path)
}
