// Value: an atomic variable of any type that always holds that one type.

package atomic

import "unsafe"

// A Value holds values of one concrete type, fixed by the first store.
type Value struct {
	v any
}

// words is how an interface value lies in memory.
type words struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}

// The type word of a Value points here while its first store is under way.
var storing byte

func split(v *any) *words { return (*words)(unsafe.Pointer(v)) }

// settled reads both words; ok is false before the end of the first store.
func (v *Value) settled() (w words, ok bool) {
	at := split(&v.v)
	w.typ = LoadPointer(&at.typ)
	if w.typ == nil || w.typ == unsafe.Pointer(&storing) {
		return words{}, false
	}
	w.data = LoadPointer(&at.data)
	return w, true
}

// first makes new the first value; it reports false if another one was.
func (v *Value) first(new *words) bool {
	at := split(&v.v)
	if !CompareAndSwapPointer(&at.typ, nil, unsafe.Pointer(&storing)) {
		return false
	}
	StorePointer(&at.data, new.data)
	StorePointer(&at.typ, new.typ)
	return true
}

// Load returns the value, or nil if nothing was stored.
func (v *Value) Load() (val any) {
	if w, ok := v.settled(); ok {
		*split(&val) = w
	}
	return val
}

// Store sets the value.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	new := split(&val)
	for {
		if w, ok := v.settled(); ok {
			if w.typ != new.typ {
				panic("sync/atomic: store of inconsistently typed value into Value")
			}
			StorePointer(&split(&v.v).data, new.data)
			return
		}
		if v.first(new) {
			return
		}
	}
}

// Swap sets the value and returns the one before, or nil.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	n := split(&new)
	for {
		if w, ok := v.settled(); ok {
			if w.typ != n.typ {
				panic("sync/atomic: swap of inconsistently typed value into Value")
			}
			w.data = SwapPointer(&split(&v.v).data, n.data)
			*split(&old) = w
			return old
		}
		if v.first(n) {
			return nil
		}
	}
}

// CompareAndSwap sets the value to new if it equals old.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	n, o := split(&new), split(&old)
	if o.typ != nil && o.typ != n.typ {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	for {
		w, ok := v.settled()
		if !ok {
			if old != nil {
				return false
			}
			if v.first(n) {
				return true
			}
			continue
		}
		if w.typ != n.typ {
			panic("sync/atomic: compare and swap of inconsistently typed value into Value")
		}
		var now any
		*split(&now) = w
		if now != old {
			return false
		}
		// Equal values may have different data words; what counts from here
		// on is that nobody stores in between.
		return CompareAndSwapPointer(&split(&v.v).data, w.data, n.data)
	}
}
