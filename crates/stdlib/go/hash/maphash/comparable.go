// Hashes of whatever == compares.

package maphash

import (
	"internal/rt"
	"unsafe"
)

// Comparable is a hash of v that is the same for equal values.
func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}

// WriteComparable adds v so that equal values add the same.
func WriteComparable[T comparable](h *Hash, x T) {
	h.begin()
	// In an interface even an interface has its type at hand.
	v := any(x)
	h.iface(v)
}

func (h *Hash) iface(v any) {
	e := rt.Unpack(v)
	if e.Typ == nil {
		h.WriteByte(0)
		return
	}
	if !e.Typ.Comparable() {
		// A map panics as this should.
		_ = map[any]bool{nil: true}[v]
	}
	h.state = mix(h.state, uint64(e.Typ.Hash))
	h.value(e.Typ, e.Addr())
}

func (h *Hash) value(t *rt.Type, p unsafe.Pointer) {
	switch t.Kind {
	case rt.String:
		s := *(*string)(p)
		h.state = mix(h.state, uint64(len(s)))
		h.WriteString(s)
	case rt.Interface:
		h.iface(rt.LoadIface(t, p))
	case rt.Float32:
		h.float(float64(*(*float32)(p)))
	case rt.Float64:
		h.float(*(*float64)(p))
	case rt.Complex64:
		c := *(*complex64)(p)
		h.float(float64(real(c)))
		h.float(float64(imag(c)))
	case rt.Complex128:
		c := *(*complex128)(p)
		h.float(real(c))
		h.float(imag(c))
	case rt.Array:
		for i := range t.N {
			h.value(t.Elem, unsafe.Add(p, uintptr(i)*t.Elem.Size))
		}
	case rt.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Name != "_" {
				h.value(f.Typ, unsafe.Add(p, f.Offset))
			}
		}
	default:
		// Integers, booleans, pointers and channels are their bytes.
		h.Write(unsafe.Slice((*byte)(p), t.Size))
	}
}

func (h *Hash) float(f float64) {
	switch {
	case f == 0:
		h.WriteByte(0)
	case f != f:
		// One that equals nothing has any hash.
		h.state = mix(h.state, rt.Rand64())
	default:
		h.state = mix(h.state, *(*uint64)(unsafe.Pointer(&f)))
	}
}

// A Hasher hashes Ts and compares them in a way of its own.
type Hasher[T any] interface {
	// Hash adds a value.
	Hash(*Hash, T)
	// Equal compares two; equal ones have equal hashes.
	Equal(x, y T) bool
}

// A ComparableHasher does what WriteComparable and == do.
type ComparableHasher[T comparable] struct {
	_ [0]func(T)
}

// Hash is WriteComparable.
func (ComparableHasher[T]) Hash(h *Hash, v T) { WriteComparable(h, v) }

// Equal is ==.
func (ComparableHasher[T]) Equal(x, y T) bool { return x == y }
