// Interface values taken apart and put together.

package rt

import "unsafe"

// Eface is what an interface value is made of. Data is the value itself if
// the type has FlagPointerShape, else the address of the value.
type Eface struct {
	Typ  *Type
	Data unsafe.Pointer
}

// Unpack takes an interface value apart.
func Unpack(v any) Eface { return *(*Eface)(unsafe.Pointer(&v)) }

// Pack is the inverse of Unpack.
func (e Eface) Pack() any { return *(*any)(unsafe.Pointer(&e)) }

// TypeOf is the descriptor of v's dynamic type; nil if v is nil.
func TypeOf(v any) *Type { return (*Eface)(unsafe.Pointer(&v)).Typ }

// Load makes an interface value of dynamic type t from the t stored at p.
// The value is not copied: it must not change while the result is in use.
func Load(t *Type, p unsafe.Pointer) any {
	if t.Flags&FlagPointerShape != 0 {
		p = *(*unsafe.Pointer)(p)
	}
	return Eface{t, p}.Pack()
}

// Addr is where the value of e lies. slot is storage for pointer-shaped ones.
func (e *Eface) Addr() unsafe.Pointer {
	if e.Typ.Flags&FlagPointerShape != 0 {
		return unsafe.Pointer(&e.Data)
	}
	return e.Data
}

// LoadIface is the interface value at p, where p points at an interface type.
func LoadIface(t *Type, p unsafe.Pointer) any { return *(*any)(p) }

// StoreIface stores v at p, where p points at the interface type t, which v's
// dynamic type must implement.
func StoreIface(t *Type, p unsafe.Pointer, v any) { *(*any)(p) = v }

// FuncAddr is the address of the first instruction of the function value f,
// which points at a word with the function's number. There are no bytes there.
func FuncAddr(f unsafe.Pointer) uintptr {
	if f == nil {
		return 0
	}
	return codeAddr(*(*uint32)(f))
}
