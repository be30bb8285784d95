// Sorting in place by comparing and swapping.

package sort

import "math/bits"

// quick sorts d[a:b]: pattern-defeating quicksort that falls back to a heap
// after bad pivots were bad.
//
// The order of equal elements is part of the behaviour, so every step and
// threshold is that of the gc toolchain's library.
func quick(d ops, a, b, bad int) {
	balanced, sorted := true, true
	for b-a > 12 {
		if bad == 0 {
			heap(d, a, b)
			return
		}
		if !balanced {
			shake(d, a, b)
			bad--
		}
		p, tr := pivot(d, a, b)
		if tr == falling {
			turn(d, a, b)
			p = a + b - 1 - p
			tr = rising
		}
		if balanced && sorted && tr == rising && almost(d, a, b) {
			return
		}
		// What is left of a is not greater than anything here. If it is not
		// less than the pivot, then the pivot is a least element.
		if a > 0 && !d.less(a-1, p) {
			a = splitEqual(d, a, b, p)
			continue
		}
		eighth := (b - a) / 8
		var mid int
		mid, sorted = split(d, a, b, p)
		left, right := mid-a, b-mid
		// Recur into the smaller part, go on with the larger one.
		if left < right {
			balanced = left >= eighth
			quick(d, a, mid, bad)
			a = mid + 1
		} else {
			balanced = right >= eighth
			quick(d, mid+1, b, bad)
			b = mid
		}
	}
	insert(d, a, b)
}

// insert is insertion sort.
func insert(d ops, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && d.less(j, j-1); j-- {
			d.swap(j, j-1)
		}
	}
}

// heap is heap sort.
func heap(d ops, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		sink(d, a, i, n)
	}
	for i := n - 1; i >= 0; i-- {
		d.swap(a, a+i)
		sink(d, a, 0, i)
	}
}

// sink moves node i of the heap d[a:a+n] down to its place.
func sink(d ops, a, i, n int) {
	for {
		kid := 2*i + 1
		if kid >= n {
			return
		}
		if kid+1 < n && d.less(a+kid, a+kid+1) {
			kid++
		}
		if !d.less(a+i, a+kid) {
			return
		}
		d.swap(a+i, a+kid)
		i = kid
	}
}

// split moves what is less than d[p] to its left. It returns the place where
// the pivot ends, and whether nothing had to change sides.
func split(d ops, a, b, p int) (mid int, sorted bool) {
	d.swap(a, p)
	i, j := a+1, b-1
	sorted = true
	for {
		for i <= j && d.less(i, a) {
			i++
		}
		for i <= j && !d.less(j, a) {
			j--
		}
		if i > j {
			d.swap(j, a)
			return j, sorted
		}
		d.swap(i, j)
		sorted = false
		i++
		j--
	}
}

// splitEqual moves what equals d[p], the least element, to the left, and
// returns where the greater ones start.
func splitEqual(d ops, a, b, p int) int {
	d.swap(a, p)
	i, j := a+1, b-1
	for {
		for i <= j && !d.less(a, i) {
			i++
		}
		for i <= j && d.less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		d.swap(i, j)
		i++
		j--
	}
}

// almost tries to sort with few moves and reports whether it could.
func almost(d ops, a, b int) bool {
	i := a + 1
	for range 5 {
		for i < b && !d.less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		d.swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && d.less(j, j-1); j-- {
				d.swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && d.less(j, j-1); j++ {
				d.swap(j, j-1)
			}
		}
	}
	return false
}

// shake swaps three elements around the middle with random ones.
func shake(d ops, a, b int) {
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
		d.swap(at+i, a+r)
	}
}

// pivot picks a median of 3, or of 9 in 3 steps.
func pivot(d ops, a, b int) (p int, tr trend) {
	n := b - a
	q := n / 4
	i, j, k := a+q, a+2*q, a+3*q
	swaps := 0
	if n >= 8 {
		if n >= 50 {
			var si, sj, sk int
			i, si = median(d, i-1, i, i+1)
			j, sj = median(d, j-1, j, j+1)
			k, sk = median(d, k-1, k, k+1)
			swaps = si + sj + sk
		}
		var s int
		j, s = median(d, i, j, k)
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

// median returns the place of the median, and how many pairs were out of order.
func median(d ops, a, b, c int) (mid, swaps int) {
	if d.less(b, a) {
		a, b = b, a
		swaps++
	}
	if d.less(c, b) {
		b = c
		swaps++
	}
	if d.less(b, a) {
		b = a
		swaps++
	}
	return b, swaps
}

// turn reverses d[a:b].
func turn(d ops, a, b int) {
	for i, j := a, b-1; i < j; {
		d.swap(i, j)
		i++
		j--
	}
}

// stable sorts d in runs of 20 and merges them in place.
func stable(d ops, n int) {
	size := 20
	a := 0
	for ; a+size <= n; a += size {
		insert(d, a, a+size)
	}
	insert(d, a, n)
	for ; size < n; size *= 2 {
		a := 0
		for ; a+2*size <= n; a += 2 * size {
			merge(d, a, a+size, a+2*size)
		}
		if a+size < n {
			merge(d, a, a+size, n)
		}
	}
}

// merge merges the sorted d[a:m] and d[m:b], neither of them empty, by
// symmetric comparisons (Kim and Kutzner's SymMerge).
func merge(d ops, a, m, b int) {
	if m-a == 1 {
		// One element on the left: find its place on the right.
		lo, hi := m, b
		for lo < hi {
			mid := int(uint(lo+hi) / 2)
			if d.less(mid, a) {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for k := a; k < lo-1; k++ {
			d.swap(k, k+1)
		}
		return
	}
	if b-m == 1 {
		// One element on the right: find its place on the left.
		lo, hi := a, m
		for lo < hi {
			mid := int(uint(lo+hi) / 2)
			if !d.less(m, mid) {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for k := m; k > lo; k-- {
			d.swap(k, k-1)
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
		if !d.less(sum-1-c, c) {
			lo = c + 1
		} else {
			hi = c
		}
	}
	end := sum - lo
	if lo < m && m < end {
		rotate(d, lo, m, end)
	}
	if a < lo && lo < mid {
		merge(d, a, lo, mid)
	}
	if mid < end && end < b {
		merge(d, mid, end, b)
	}
}

// rotate swaps the blocks d[a:m] and d[m:b].
func rotate(d ops, a, m, b int) {
	left, right := m-a, b-m
	for left != right {
		if left > right {
			trade(d, m-left, m, right)
			left -= right
		} else {
			trade(d, m-left, m+right-left, left)
			right -= left
		}
	}
	trade(d, m-left, m, left)
}

// trade swaps n elements from a with those from b.
func trade(d ops, a, b, n int) {
	for i := range n {
		d.swap(a+i, b+i)
	}
}
