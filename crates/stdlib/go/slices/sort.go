// Sorting, searching, least and greatest.

package slices

import (
	"cmp"
	"math/bits"
)

// Sort sorts in ascending order, NaNs first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	sortOrdered(x, 0, len(x), bits.Len(uint(len(x))))
}

// SortFunc sorts by cmp; equal elements may change their order.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	sortFunc(x, 0, len(x), bits.Len(uint(len(x))), cmp)
}

// SortStableFunc sorts by cmp; equal elements keep their order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	stableFunc(x, cmp)
}

// IsSorted reports whether x is in ascending order.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is in ascending order by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min is the least element. NaN wins.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Min: empty list")
	}
	best := x[0]
	for _, v := range x[1:] {
		best = min(best, v)
	}
	return best
}

// MinFunc is the first least element by cmp.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MinFunc: empty list")
	}
	best := x[0]
	for _, v := range x[1:] {
		if cmp(v, best) < 0 {
			best = v
		}
	}
	return best
}

// Max is the greatest element. NaN wins.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Max: empty list")
	}
	best := x[0]
	for _, v := range x[1:] {
		best = max(best, v)
	}
	return best
}

// MaxFunc is the first greatest element by cmp.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MaxFunc: empty list")
	}
	best := x[0]
	for _, v := range x[1:] {
		if cmp(v, best) > 0 {
			best = v
		}
	}
	return best
}

// BinarySearch finds the place of target in sorted x, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if cmp.Less(x[mid], target) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && (x[lo] == target || x[lo] != x[lo] && target != target)
}

// BinarySearchFunc is BinarySearch by cmp.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if cmp(x[mid], target) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && cmp(x[lo], target) == 0
}

// trend is what the choice of a pivot found out by the way.
type trend uint8

const (
	mixed trend = iota
	rising
	falling
)

// shaker draws the numbers that break up bad patterns (xorshift).
type shaker uint64

func (s *shaker) next() uint {
	v := *s
	v ^= v << 13
	v ^= v >> 7
	v ^= v << 17
	*s = v
	return uint(v)
}
