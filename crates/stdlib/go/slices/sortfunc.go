// Sorting by a function that compares.

package slices

import "math/bits"

// sortFunc sorts d[a:b]: pattern-defeating quicksort that falls back to a heap
// after bad pivots were bad.
//
// The order of equal elements is part of the behaviour, so every step and
// threshold is that of the gc toolchain's library.
func sortFunc[E any](d []E, a, b, bad int, cmp func(a, b E) int) {
	balanced, sorted := true, true
	for b-a > 12 {
		if bad == 0 {
			heapFunc(d, a, b, cmp)
			return
		}
		if !balanced {
			shakeFunc(d, a, b, cmp)
			bad--
		}
		p, tr := pivotFunc(d, a, b, cmp)
		if tr == falling {
			turnFunc(d, a, b, cmp)
			p = a + b - 1 - p
			tr = rising
		}
		if balanced && sorted && tr == rising && almostFunc(d, a, b, cmp) {
			return
		}
		// What is left of a is not greater than anything here. If it is not
		// less than the pivot, then the pivot is a least element.
		if a > 0 && cmp(d[a-1], d[p]) >= 0 {
			a = splitEqualFunc(d, a, b, p, cmp)
			continue
		}
		eighth := (b - a) / 8
		var mid int
		mid, sorted = splitFunc(d, a, b, p, cmp)
		left, right := mid-a, b-mid
		// Recur into the smaller part, go on with the larger one.
		if left < right {
			balanced = left >= eighth
			sortFunc(d, a, mid, bad, cmp)
			a = mid + 1
		} else {
			balanced = right >= eighth
			sortFunc(d, mid+1, b, bad, cmp)
			b = mid
		}
	}
	insertFunc(d, a, b, cmp)
}

// insertFunc is insertion sort.
func insertFunc[E any](d []E, a, b int, cmp func(a, b E) int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && cmp(d[j], d[j-1]) < 0; j-- {
			d[j], d[j-1] = d[j-1], d[j]
		}
	}
}

// heapFunc is heap sort.
func heapFunc[E any](d []E, a, b int, cmp func(a, b E) int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		sinkFunc(d, a, i, n, cmp)
	}
	for i := n - 1; i >= 0; i-- {
		d[a], d[a+i] = d[a+i], d[a]
		sinkFunc(d, a, 0, i, cmp)
	}
}

// sinkFunc moves node i of the heap d[a:a+n] down to its place.
func sinkFunc[E any](d []E, a, i, n int, cmp func(a, b E) int) {
	for {
		kid := 2*i + 1
		if kid >= n {
			return
		}
		if kid+1 < n && cmp(d[a+kid], d[a+kid+1]) < 0 {
			kid++
		}
		if cmp(d[a+i], d[a+kid]) >= 0 {
			return
		}
		d[a+i], d[a+kid] = d[a+kid], d[a+i]
		i = kid
	}
}

// splitFunc moves what is less than d[p] to its left. It returns the place where
// the pivot ends, and whether nothing had to change sides.
func splitFunc[E any](d []E, a, b, p int, cmp func(a, b E) int) (mid int, sorted bool) {
	d[a], d[p] = d[p], d[a]
	i, j := a+1, b-1
	sorted = true
	for {
		for i <= j && cmp(d[i], d[a]) < 0 {
			i++
		}
		for i <= j && cmp(d[j], d[a]) >= 0 {
			j--
		}
		if i > j {
			d[j], d[a] = d[a], d[j]
			return j, sorted
		}
		d[i], d[j] = d[j], d[i]
		sorted = false
		i++
		j--
	}
}

// splitEqualFunc moves what equals d[p], the least element, to the left, and
// returns where the greater ones start.
func splitEqualFunc[E any](d []E, a, b, p int, cmp func(a, b E) int) int {
	d[a], d[p] = d[p], d[a]
	i, j := a+1, b-1
	for {
		for i <= j && cmp(d[a], d[i]) >= 0 {
			i++
		}
		for i <= j && cmp(d[a], d[j]) < 0 {
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

// almostFunc tries to sort with few moves and reports whether it could.
func almostFunc[E any](d []E, a, b int, cmp func(a, b E) int) bool {
	i := a + 1
	for range 5 {
		for i < b && cmp(d[i], d[i-1]) >= 0 {
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
			for j := i - 1; j >= 1 && cmp(d[j], d[j-1]) < 0; j-- {
				d[j], d[j-1] = d[j-1], d[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && cmp(d[j], d[j-1]) < 0; j++ {
				d[j], d[j-1] = d[j-1], d[j]
			}
		}
	}
	return false
}

// shakeFunc swaps three elements around the middle with random ones.
func shakeFunc[E any](d []E, a, b int, cmp func(a, b E) int) {
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

// pivotFunc picks a median of 3, or of 9 in 3 steps.
func pivotFunc[E any](d []E, a, b int, cmp func(a, b E) int) (p int, tr trend) {
	n := b - a
	q := n / 4
	i, j, k := a+q, a+2*q, a+3*q
	swaps := 0
	if n >= 8 {
		if n >= 50 {
			var si, sj, sk int
			i, si = medianFunc(d, i-1, i, i+1, cmp)
			j, sj = medianFunc(d, j-1, j, j+1, cmp)
			k, sk = medianFunc(d, k-1, k, k+1, cmp)
			swaps = si + sj + sk
		}
		var s int
		j, s = medianFunc(d, i, j, k, cmp)
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

// medianFunc returns the place of the median, and how many pairs were out of order.
func medianFunc[E any](d []E, a, b, c int, cmp func(a, b E) int) (mid, swaps int) {
	if cmp(d[b], d[a]) < 0 {
		a, b = b, a
		swaps++
	}
	if cmp(d[c], d[b]) < 0 {
		b = c
		swaps++
	}
	if cmp(d[b], d[a]) < 0 {
		b = a
		swaps++
	}
	return b, swaps
}

// turnFunc reverses d[a:b].
func turnFunc[E any](d []E, a, b int, cmp func(a, b E) int) {
	for i, j := a, b-1; i < j; {
		d[i], d[j] = d[j], d[i]
		i++
		j--
	}
}

// stableFunc sorts d in runs of 20 and merges them in place.
func stableFunc[E any](d []E, cmp func(a, b E) int) {
	n := len(d)
	size := 20
	a := 0
	for ; a+size <= n; a += size {
		insertFunc(d, a, a+size, cmp)
	}
	insertFunc(d, a, n, cmp)
	for ; size < n; size *= 2 {
		a := 0
		for ; a+2*size <= n; a += 2 * size {
			mergeFunc(d, a, a+size, a+2*size, cmp)
		}
		if a+size < n {
			mergeFunc(d, a, a+size, n, cmp)
		}
	}
}

// mergeFunc merges the sorted d[a:m] and d[m:b], neither of them empty, by
// symmetric comparisons (Kim and Kutzner's SymMerge).
func mergeFunc[E any](d []E, a, m, b int, cmp func(a, b E) int) {
	if m-a == 1 {
		// One element on the left: find its place on the right.
		lo, hi := m, b
		for lo < hi {
			mid := int(uint(lo+hi) / 2)
			if cmp(d[mid], d[a]) < 0 {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for k := a; k < lo-1; k++ {
			d[k], d[k+1] = d[k+1], d[k]
		}
		return
	}
	if b-m == 1 {
		// One element on the right: find its place on the left.
		lo, hi := a, m
		for lo < hi {
			mid := int(uint(lo+hi) / 2)
			if cmp(d[m], d[mid]) >= 0 {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for k := m; k > lo; k-- {
			d[k], d[k-1] = d[k-1], d[k]
		}
		return
	}
	mid := int(uint(a+b) / 2)
	sum := mid + m
	lo, hi := a, m
	if m > mid {
		lo, hi = sum-b, mid
	}
	for lo < hi {
		c := int(uint(lo+hi) / 2)
		if cmp(d[sum-1-c], d[c]) >= 0 {
			lo = c + 1
		} else {
			hi = c
		}
	}
	end := sum - lo
	if lo < m && m < end {
		rotateFunc(d, lo, m, end, cmp)
	}
	if a < lo && lo < mid {
		mergeFunc(d, a, lo, mid, cmp)
	}
	if mid < end && end < b {
		mergeFunc(d, mid, end, b, cmp)
	}
}

// rotateFunc swaps the blocks d[a:m] and d[m:b].
func rotateFunc[E any](d []E, a, m, b int, cmp func(a, b E) int) {
	left, right := m-a, b-m
	for left != right {
		if left > right {
			tradeFunc(d, m-left, m, right, cmp)
			left -= right
		} else {
			tradeFunc(d, m-left, m+right-left, left, cmp)
			right -= left
		}
	}
	tradeFunc(d, m-left, m, left, cmp)
}

// tradeFunc swaps n elements from a with those from b.
func tradeFunc[E any](d []E, a, b, n int, cmp func(a, b E) int) {
	for i := range n {
		d[a+i], d[b+i] = d[b+i], d[a+i]
	}
}
