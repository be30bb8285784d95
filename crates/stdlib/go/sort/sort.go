// Package sort sorts what can be compared and swapped by index.
package sort

import (
	"internal/rt"
	"math/bits"
	"slices"
	"unsafe"
)

// Interface is a collection that can be sorted.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// ops is what the algorithms need.
type ops struct {
	less func(i, j int) bool
	swap func(i, j int)
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

// Sort sorts data; equal elements may change their order.
func Sort(data Interface) {
	n := data.Len()
	if n <= 1 {
		return
	}
	quick(ops{data.Less, data.Swap}, 0, n, bits.Len(uint(n)))
}

// Stable sorts data; equal elements keep their order.
func Stable(data Interface) {
	stable(ops{data.Less, data.Swap}, data.Len())
}

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse is data in the opposite order.
func Reverse(data Interface) Interface { return &reverse{data} }

// Slice sorts a slice of any type; equal elements may change their order.
func Slice(x any, less func(i, j int) bool) {
	n, swap := swapper(x)
	quick(ops{less, swap}, 0, n, bits.Len(uint(n)))
}

// SliceStable sorts a slice of any type; equal elements keep their order.
func SliceStable(x any, less func(i, j int) bool) {
	n, swap := swapper(x)
	stable(ops{less, swap}, n)
}

// SliceIsSorted reports whether a slice of any type is sorted.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	h, _ := header(x, "Len")
	for i := h.Len - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

// notSlice is the panic of functions that were given no slice.
type notSlice struct {
	method string
	kind   string
}

func (e *notSlice) Error() string {
	if e.kind == "" {
		return "reflect: call of " + e.method + " on zero Value"
	}
	return "reflect: call of " + e.method + " on " + e.kind + " Value"
}

var kindNames = [...]string{
	"", "bool", "int", "int8", "int16", "int32", "int64",
	"uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
	"float32", "float64", "complex64", "complex128", "array", "chan", "func",
	"interface", "map", "ptr", "slice", "string", "struct", "unsafe.Pointer",
}

// header takes the slice in x apart.
func header(x any, method string) (*rt.SliceHeader, *rt.Type) {
	e := rt.Unpack(x)
	if e.Typ == nil || e.Typ.Kind != rt.Slice {
		kind := rt.Invalid
		if e.Typ != nil {
			kind = e.Typ.Kind
		}
		if method == "Len" {
			method = "reflect.Value.Len"
		}
		panic(&notSlice{method, kindNames[kind]})
	}
	return (*rt.SliceHeader)(e.Data), e.Typ.Elem
}

// swapper returns the length of the slice in x, and what swaps its elements.
func swapper(x any) (n int, swap func(i, j int)) {
	h, elem := header(x, "Swapper")
	p := h.Data
	size := elem.Size
	switch size {
	case 0:
		return h.Len, func(i, j int) {}
	case 1:
		return h.Len, func(i, j int) {
			a, b := (*uint8)(unsafe.Add(p, i)), (*uint8)(unsafe.Add(p, j))
			*a, *b = *b, *a
		}
	case 2:
		return h.Len, func(i, j int) {
			a, b := (*uint16)(unsafe.Add(p, 2*i)), (*uint16)(unsafe.Add(p, 2*j))
			*a, *b = *b, *a
		}
	case 4:
		return h.Len, func(i, j int) {
			a, b := (*uint32)(unsafe.Add(p, 4*i)), (*uint32)(unsafe.Add(p, 4*j))
			*a, *b = *b, *a
		}
	case 8:
		return h.Len, func(i, j int) {
			a, b := (*unsafe.Pointer)(unsafe.Add(p, 8*i)), (*unsafe.Pointer)(unsafe.Add(p, 8*j))
			*a, *b = *b, *a
		}
	case 16:
		return h.Len, func(i, j int) {
			a, b := (*pair)(unsafe.Add(p, 16*i)), (*pair)(unsafe.Add(p, 16*j))
			*a, *b = *b, *a
		}
	}
	spare := rt.NewObject(elem)
	return h.Len, func(i, j int) {
		a, b := unsafe.Add(p, uintptr(i)*size), unsafe.Add(p, uintptr(j)*size)
		rt.TypedCopy(spare, a, size)
		rt.TypedCopy(a, b, size)
		rt.TypedCopy(b, spare, size)
	}
}

type pair struct {
	a, b unsafe.Pointer
}

// IntSlice sorts in ascending order.
type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort is Sort(x).
func (x IntSlice) Sort() { Sort(x) }

// Search is SearchInts(x, v).
func (x IntSlice) Search(v int) int { return SearchInts(x, v) }

// Float64Slice sorts in ascending order, NaNs first.
type Float64Slice []float64

func (x Float64Slice) Len() int { return len(x) }

func (x Float64Slice) Less(i, j int) bool {
	return x[i] < x[j] || x[i] != x[i] && x[j] == x[j]
}

func (x Float64Slice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort is Sort(x).
func (x Float64Slice) Sort() { Sort(x) }

// Search is SearchFloat64s(x, v).
func (x Float64Slice) Search(v float64) int { return SearchFloat64s(x, v) }

// StringSlice sorts in ascending order.
type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort is Sort(x).
func (x StringSlice) Sort() { Sort(x) }

// Search is SearchStrings(x, v).
func (x StringSlice) Search(v string) int { return SearchStrings(x, v) }

// Ints sorts in ascending order.
func Ints(x []int) { slices.Sort(x) }

// Float64s sorts in ascending order, NaNs first.
func Float64s(x []float64) { slices.Sort(x) }

// Strings sorts in ascending order.
func Strings(x []string) { slices.Sort(x) }

// IntsAreSorted reports whether x is in ascending order.
func IntsAreSorted(x []int) bool { return slices.IsSorted(x) }

// Float64sAreSorted reports whether x is in ascending order, NaNs first.
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }

// StringsAreSorted reports whether x is in ascending order.
func StringsAreSorted(x []string) bool { return slices.IsSorted(x) }
