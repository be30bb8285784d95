// Package unique gives equal values one handle.
package unique

import "sync"

// A Handle stands for a value: handles are equal just if the values are.
type Handle[T comparable] struct {
	value *T
}

// Value is the value that the handle stands for.
func (h Handle[T]) Value() T { return *h.value }

// A key is a nil *T and a T: values of interface types have dynamic types of their own.
type key struct{ kind, value any }

var (
	lock    sync.Mutex
	handles = map[key]any{} // to a *T; they are kept for good
)

// Make is the handle of value.
func Make[T comparable](value T) Handle[T] {
	lock.Lock()
	defer lock.Unlock()
	k := key{(*T)(nil), value}
	if p, ok := handles[k]; ok {
		return Handle[T]{p.(*T)}
	}
	p := new(T)
	*p = value
	handles[k] = p
	return Handle[T]{p}
}
