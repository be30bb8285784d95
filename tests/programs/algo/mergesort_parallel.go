// Merge sort that splits into goroutines.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func mergeSort(a []int, depth int) []int {
	if len(a) < 2 {
		return a
	}
	mid := len(a) / 2
	var l, r []int
	if depth > 0 {
		var wg sync.WaitGroup
		wg.Go(func() { l = mergeSort(a[:mid], depth-1) })
		wg.Go(func() { r = mergeSort(a[mid:], depth-1) })
		wg.Wait()
	} else {
		l, r = mergeSort(a[:mid], 0), mergeSort(a[mid:], 0)
	}
	out := make([]int, 0, len(a))
	for len(l) > 0 && len(r) > 0 {
		if l[0] <= r[0] {
			out, l = append(out, l[0]), l[1:]
		} else {
			out, r = append(out, r[0]), r[1:]
		}
	}
	return append(append(out, l...), r...)
}

func main() {
	a := make([]int, 5000)
	x := uint64(88172645463325252)
	for i := range a {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		a[i] = int(x % 100000)
	}
	s := mergeSort(a, 4)
	fmt.Println(sort.IntsAreSorted(s), len(s), s[0], s[len(s)-1], sort.IntsAreSorted(a))
}
