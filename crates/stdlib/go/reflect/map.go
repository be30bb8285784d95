// Maps.

package reflect

import (
	"internal/rt"
	"unsafe"
)

// MapKeys is the keys of a map, in no order.
func (v Value) MapKeys() []Value {
	v.must("MapKeys", Map)
	var keys []Value
	for it := v.MapRange(); it.Next(); {
		keys = append(keys, it.Key())
	}
	return keys
}

// MapIndex is the value under key; the zero Value if there is none.
func (v Value) MapIndex(key Value) Value {
	v.must("MapIndex", Map)
	k := key.as("reflect.Value.MapIndex", v.t.Key)
	p := rt.MapGet(v.t, *(*unsafe.Pointer)(v.ptr), k.ptr)
	if p == nil {
		return Value{}
	}
	return Value{v.t.Elem, copied(v.t.Elem, p), (v.flag | key.flag) & readOnly}
}

// copied is a new t with the value of the one at p.
func copied(t *rt.Type, p unsafe.Pointer) unsafe.Pointer {
	c := rt.NewObject(t)
	rt.TypedCopy(c, p, t.Size)
	return c
}

// SetMapIndex sets the element under key, or deletes it if elem is the zero Value.
func (v Value) SetMapIndex(key, elem Value) {
	v.must("SetMapIndex", Map)
	v.mustExported("SetMapIndex")
	key.mustExported("SetMapIndex")
	m := *(*unsafe.Pointer)(v.ptr)
	k := key.as("reflect.Value.SetMapIndex", v.t.Key)
	if elem.t == nil {
		rt.MapDelete(v.t, m, k.ptr)
		return
	}
	elem.mustExported("SetMapIndex")
	if m == nil {
		var none map[int]int
		none[0] = 0 // panics as an assignment does
	}
	e := elem.as("reflect.Value.SetMapIndex", v.t.Elem)
	rt.MapSet(v.t, m, k.ptr, e.ptr)
}

// MakeMap is a new map of type t.
func MakeMap(t Type) Value { return MakeMapWithSize(t, 0) }

// MakeMapWithSize is a new map of type t with room for n entries.
func MakeMapWithSize(t Type, n int) Value {
	// Not t.Kind(): t may be somebody's own type around a Type.
	if t.common().Kind != rt.Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	m := rt.MakeMap(t.common(), n)
	return Value{t.common(), unsafe.Pointer(&m), 0}
}

// MapIter goes over a map's entries.
type MapIter struct {
	m        Value
	it       unsafe.Pointer
	key, val unsafe.Pointer
	started  bool
	ended    bool
	_        [7]unsafe.Pointer // gc's is as large
	_        int
}

// MapRange is an iterator before a map's first entry.
func (v Value) MapRange() *MapIter {
	v.must("MapRange", Map)
	return &MapIter{m: v}
}

// Next goes to the next entry, if there is one.
func (it *MapIter) Next() bool {
	switch {
	case !it.m.IsValid():
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	case it.ended:
		panic("MapIter.Next called on exhausted iterator")
	case !it.started:
		it.started = true
		if m := *(*unsafe.Pointer)(it.m.ptr); m != nil {
			it.it = rt.MapIterInit(it.m.t, m)
		}
	}
	if it.it == nil {
		it.ended = true
		return false
	}
	var ok bool
	if it.key, it.val, ok = rt.MapIterNext(it.it); !ok {
		it.it, it.key, it.val, it.ended = nil, nil, nil, true
	}
	return ok
}

func (it *MapIter) at(t *rt.Type, p unsafe.Pointer, method string) Value {
	if !it.started {
		panic(method + " called before Next")
	} else if p == nil {
		panic(method + " called on exhausted iterator")
	}
	// A copy: the entry may change.
	return Value{t, copied(t, p), it.m.flag & readOnly}
}

// Key is the entry's key.
func (it *MapIter) Key() Value { return it.at(it.m.t.Key, it.key, "MapIter.Key") }

// Value is the entry's value.
func (it *MapIter) Value() Value { return it.at(it.m.t.Elem, it.val, "MapIter.Value") }

// Reset lets it go over v's entries, or those of nothing.
func (it *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.must("MapRange", Map)
	}
	*it = MapIter{m: v}
}

// SetIterKey assigns the iterator's key to v.
func (v Value) SetIterKey(it *MapIter) { v.setIter("Key", it, it.m.t.Key, it.key) }

// SetIterValue assigns the iterator's value to v.
func (v Value) SetIterValue(it *MapIter) { v.setIter("Value", it, it.m.t.Elem, it.val) }

func (v Value) setIter(part string, it *MapIter, t *rt.Type, p unsafe.Pointer) {
	method := "SetIter" + part
	x := it.at(t, p, "reflect: Value."+method)
	v.mustSet(method)
	x.mustExported(method)
	v.assign("reflect.MapIter.Set"+part, x)
}
