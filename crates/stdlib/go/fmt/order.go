// The order in which the entries of a map are printed.

package fmt

import (
	"internal/rt"
	"unsafe"
)

type entry struct {
	key, val unsafe.Pointer
}

// sortedEntries is the entries of the map m of type t, by key; of equal keys
// (NaNs) in the order met.
func sortedEntries(t *rt.Type, m unsafe.Pointer) []entry {
	n := rt.MapLen(m)
	if n == 0 {
		return nil
	}
	all := make([]entry, 0, n)
	for it := rt.MapIterInit(t, m); ; {
		key, val, ok := rt.MapIterNext(it)
		if !ok {
			break
		}
		all = append(all, entry{key, val})
	}
	return mergeSort(t.Key, all, make([]entry, len(all)))
}

// mergeSort sorts all, with spare of the same length for its work.
func mergeSort(key *rt.Type, all, spare []entry) []entry {
	if len(all) <= 8 {
		for i := 1; i < len(all); i++ {
			for j := i; j > 0 && compare(key, all[j].key, all[j-1].key) < 0; j-- {
				all[j], all[j-1] = all[j-1], all[j]
			}
		}
		return all
	}
	half := len(all) / 2
	left := mergeSort(key, all[:half], spare[:half])
	right := mergeSort(key, all[half:], spare[half:])
	out := spare[:0]
	for len(left) > 0 && len(right) > 0 {
		if compare(key, right[0].key, left[0].key) < 0 {
			out, right = append(out, right[0]), right[1:]
		} else {
			out, left = append(out, left[0]), left[1:]
		}
	}
	out = append(append(out, left...), right...)
	copy(all, out)
	return all
}

func compare(t *rt.Type, a, b unsafe.Pointer) int {
	switch t.Kind {
	case rt.String:
		return rt.CompareString(*(*string)(a), *(*string)(b))
	case rt.Int, rt.Int8, rt.Int16, rt.Int32, rt.Int64:
		x, y := rt.LoadInt(t.Kind, a), rt.LoadInt(t.Kind, b)
		return order(x < y, x > y)
	case rt.Uint, rt.Uint8, rt.Uint16, rt.Uint32, rt.Uint64, rt.Uintptr:
		x, y := rt.LoadUint(t.Kind, a), rt.LoadUint(t.Kind, b)
		return order(x < y, x > y)
	case rt.Float32:
		return compareFloat(float64(*(*float32)(a)), float64(*(*float32)(b)))
	case rt.Float64:
		return compareFloat(*(*float64)(a), *(*float64)(b))
	case rt.Complex64:
		x, y := *(*complex64)(a), *(*complex64)(b)
		if c := compareFloat(float64(real(x)), float64(real(y))); c != 0 {
			return c
		}
		return compareFloat(float64(imag(x)), float64(imag(y)))
	case rt.Complex128:
		x, y := *(*complex128)(a), *(*complex128)(b)
		if c := compareFloat(real(x), real(y)); c != 0 {
			return c
		}
		return compareFloat(imag(x), imag(y))
	case rt.Bool:
		x, y := *(*bool)(a), *(*bool)(b)
		return order(!x && y, x && !y)
	case rt.Pointer, rt.UnsafePointer, rt.Chan:
		x, y := *(*uintptr)(a), *(*uintptr)(b)
		return order(x < y, x > y)
	case rt.Struct:
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			if c := compare(f.Typ, unsafe.Add(a, f.Offset), unsafe.Add(b, f.Offset)); c != 0 {
				return c
			}
		}
	case rt.Array:
		for i := 0; i < t.N; i++ {
			at := uintptr(i) * t.Elem.Size
			if c := compare(t.Elem, unsafe.Add(a, at), unsafe.Add(b, at)); c != 0 {
				return c
			}
		}
	case rt.Interface:
		x, y := rt.Unpack(rt.LoadIface(t, a)), rt.Unpack(rt.LoadIface(t, b))
		if x.Typ == nil || y.Typ == nil {
			return order(x.Typ == nil && y.Typ != nil, x.Typ != nil && y.Typ == nil)
		}
		if x.Typ != y.Typ {
			p, q := uintptr(unsafe.Pointer(x.Typ)), uintptr(unsafe.Pointer(y.Typ))
			return order(p < q, p > q)
		}
		return compare(x.Typ, x.Addr(), y.Addr())
	}
	return 0
}

// compareFloat puts NaN before all numbers.
func compareFloat(x, y float64) int {
	return order(x < y || x != x && y == y, x > y || x == x && y != y)
}

func order(less, greater bool) int {
	if less {
		return -1
	}
	if greater {
		return 1
	}
	return 0
}
