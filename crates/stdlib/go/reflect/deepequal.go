// DeepEqual.

package reflect

import (
	"internal/rt"
	"unsafe"
)

// pair is two values under comparison: taken as equal if met again, so that
// cycles end.
type pair struct {
	a, b unsafe.Pointer
	t    *rt.Type
}

// DeepEqual reports whether x and y are equal through pointers, slices, maps
// and interfaces. Funcs are equal only if both are nil.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := ValueOf(x), ValueOf(y)
	return a.t == b.t && deepEqual(a, b, map[pair]bool{})
}

func deepEqual(a, b Value, visited map[pair]bool) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.t != b.t {
		return false
	}
	switch a.Kind() {
	case Pointer, Map, Slice:
		p, q := *(*unsafe.Pointer)(a.ptr), *(*unsafe.Pointer)(b.ptr)
		if (p == nil) != (q == nil) {
			return false
		}
		if a.Kind() != Pointer && a.Len() != b.Len() {
			return false
		}
		if p == q {
			return true
		}
		at := pair{p, q, a.t}
		if visited[at] {
			return true
		}
		visited[at] = true
	}
	switch a.Kind() {
	case Array, Slice:
		if a.Kind() == Slice && a.t.Elem.Kind == rt.Uint8 {
			return string(*(*[]byte)(a.ptr)) == string(*(*[]byte)(b.ptr))
		}
		for i := 0; i < a.Len(); i++ {
			if !deepEqual(a.Index(i), b.Index(i), visited) {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < a.NumField(); i++ {
			if !deepEqual(a.Field(i), b.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		for it := a.MapRange(); it.Next(); {
			v := b.MapIndex(it.Key())
			if !v.IsValid() || !deepEqual(it.Value(), v, visited) {
				return false
			}
		}
		return true
	case Interface, Pointer:
		return deepEqual(a.Elem(), b.Elem(), visited)
	case Func:
		return a.IsNil() && b.IsNil()
	}
	return a.pack() == b.pack()
}
