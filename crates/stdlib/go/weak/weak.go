// Package weak points at objects without keeping them.
package weak

import "unsafe"

// A Pointer points at a T until the collector takes it. Pointers made from equal pointers are equal.
type Pointer[T any] struct {
	_ [0]*T
	// A word with the address, or 0, in a block that the collector does not search. Whoever points
	// at the same object has the same one.
	cell unsafe.Pointer
}

// cell is the block for p: fresh, unless there is one already.
func cell(p, fresh unsafe.Pointer) unsafe.Pointer

// Make is a weak pointer to *ptr.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}

	fresh := new(uintptr)
	*fresh = uintptr(unsafe.Pointer(ptr))
	return Pointer[T]{cell: cell(unsafe.Pointer(ptr), unsafe.Pointer(fresh))}
}

// Value is the pointer that p was made from, or nil once its object is gone.
func (p Pointer[T]) Value() *T {
	if p.cell == nil {
		return nil
	}
	return *(**T)(p.cell)
}
