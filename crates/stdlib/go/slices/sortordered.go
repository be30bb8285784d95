// Sorting by the operator <. The steps are those of sortfunc.go.

package slices

import (
	"cmp"
	"math/bits"
)

// sortOrdered sorts d[a:b]: pattern-defeating quicksort that falls back to a heap
// after bad pivots were bad.
//
// The order of equal elements is part of the behaviour, so every step and
// threshold is that of the gc toolchain's library.
func sortOrdered[E cmp.Ordered](d []E, a, b, bad int) {
	balanced, sorted := true, true
	for b-a > 12 {
		if bad == 0 {
			heapOrdered(d, a, b)
			return
		}
		if !balanced {
			shakeOrdered(d, a, b)
			bad--
		}
		p, tr := pivotOrdered(d, a, b)
		if tr == falling {
			turnOrdered(d, a, b)
			p = a + b - 1 - p
			tr = rising
		}
		if balanced && sorted && tr == rising && almostOrdered(d, a, b) {
			return
		}
		// What is left of a is not greater than anything here. If it is not
		// less than the pivot, then the pivot is a least element.
		if a > 0 && !cmp.Less(d[a-1], d[p]) {
			a = splitEqualOrdered(d, a, b, p)
			continue
		}
		eighth := (b - a) / 8
		var mid int
		mid, sorted = splitOrdered(d, a, b, p)
		left, right := mid-a, b-mid
		// Recur into the smaller part, go on with the larger one.
		if left < right {
			balanced = left >= eighth
			sortOrdered(d, a, mid, bad)
			a = mid + 1
		} else {
			balanced = right >= eighth
			sortOrdered(d, mid+1, b, bad)
			b = mid
		}
	}
	insertOrdered(d, a, b)
}

// insertOrdered is insertion sort. It is where most of the time goes, so the
// comparison (cmp.Less) is written out.
func insertOrdered[E cmp.Ordered](d []E, a, b int) {
	for i := a + 1; i < b; i++ {
		v := d[i]
		j := i
		for j > a {
			w := d[j-1]
			if !(v < w || v != v && w == w) {
				break
			}
			d[j] = w
			j--
		}
		if j != i {
			d[j] = v
		}
	}
}

// heapOrdered is heap sort.
func heapOrdered[E cmp.Ordered](d []E, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		sinkOrdered(d, a, i, n)
	}
	for i := n - 1; i >= 0; i-- {
		d[a], d[a+i] = d[a+i], d[a]
		sinkOrdered(d, a, 0, i)
	}
}

// sinkOrdered moves node i of the heap d[a:a+n] down to its place.
func sinkOrdered[E cmp.Ordered](d []E, a, i, n int) {
	for {
		kid := 2*i + 1
		if kid >= n {
			return
		}
		if kid+1 < n && cmp.Less(d[a+kid], d[a+kid+1]) {
			kid++
		}
		if !cmp.Less(d[a+i], d[a+kid]) {
			return
		}
		d[a+i], d[a+kid] = d[a+kid], d[a+i]
		i = kid
	}
}

// splitOrdered moves what is less than d[p] to its left. It returns the place
// where the pivot ends, and whether nothing had to change sides.
func splitOrdered[E cmp.Ordered](d []E, a, b, p int) (mid int, sorted bool) {
	v := d[p]
	d[p], d[a] = d[a], v
	number := v == v
	i, j := a+1, b-1
	sorted = true
	for {
		for i <= j {
			if w := d[i]; !(w < v || w != w && number) {
				break
			}
			i++
		}
		for i <= j {
			if w := d[j]; w < v || w != w && number {
				break
			}
			j--
		}
		if i > j {
			d[j], d[a] = v, d[j]
			return j, sorted
		}
		d[i], d[j] = d[j], d[i]
		sorted = false
		i++
		j--
	}
}

// splitEqualOrdered moves what equals d[p], the least element, to the left, and
// returns where the greater ones start.
func splitEqualOrdered[E cmp.Ordered](d []E, a, b, p int) int {
	d[a], d[p] = d[p], d[a]
	i, j := a+1, b-1
	for {
		for i <= j && !cmp.Less(d[a], d[i]) {
			i++
		}
		for i <= j && cmp.Less(d[a], d[j]) {
			j--
		}
		if i > j {
			return i
		}
		d[i], d[j] = d[j], d[i]
		i++
		j--
	}
}

// almostOrdered tries to sort with few moves and reports whether it could.
func almostOrdered[E cmp.Ordered](d []E, a, b int) bool {
	i := a + 1
	for range 5 {
		for i < b && !cmp.Less(d[i], d[i-1]) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		d[i], d[i-1] = d[i-1], d[i]
		if i-a >= 2 {
			for j := i - 1; j >= 1 && cmp.Less(d[j], d[j-1]); j-- {
				d[j], d[j-1] = d[j-1], d[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && cmp.Less(d[j], d[j-1]); j++ {
				d[j], d[j-1] = d[j-1], d[j]
			}
		}
	}
	return false
}

// shakeOrdered swaps three elements around the middle with random ones.
func shakeOrdered[E cmp.Ordered](d []E, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	s := shaker(n)
	mask := uint(1)<<bits.Len(uint(n)) - 1
	at := a + n/4*2 - 1
	for i := range 3 {
		r := int(s.next() & mask)
		if r >= n {
			r -= n
		}
		d[at+i], d[a+r] = d[a+r], d[at+i]
	}
}

// pivotOrdered picks a median of 3, or of 9 in 3 steps.
func pivotOrdered[E cmp.Ordered](d []E, a, b int) (p int, tr trend) {
	n := b - a
	q := n / 4
	i, j, k := a+q, a+2*q, a+3*q
	swaps := 0
	if n >= 8 {
		if n >= 50 {
			var si, sj, sk int
			i, si = medianOrdered(d, i-1, i, i+1)
			j, sj = medianOrdered(d, j-1, j, j+1)
			k, sk = medianOrdered(d, k-1, k, k+1)
			swaps = si + sj + sk
		}
		var s int
		j, s = medianOrdered(d, i, j, k)
		swaps += s
	}
	switch swaps {
	case 0:
		return j, rising
	case 12:
		return j, falling
	}
	return j, mixed
}

// medianOrdered returns the place of the median, and how many pairs were out of order.
func medianOrdered[E cmp.Ordered](d []E, a, b, c int) (mid, swaps int) {
	if cmp.Less(d[b], d[a]) {
		a, b = b, a
		swaps++
	}
	if cmp.Less(d[c], d[b]) {
		b = c
		swaps++
	}
	if cmp.Less(d[b], d[a]) {
		b = a
		swaps++
	}
	return b, swaps
}

// turnOrdered reverses d[a:b].
func turnOrdered[E cmp.Ordered](d []E, a, b int) {
	for i, j := a, b-1; i < j; {
		d[i], d[j] = d[j], d[i]
		i++
		j--
	}
}
