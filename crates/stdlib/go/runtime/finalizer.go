// What happens when an object becomes unreachable.

package runtime

import (
	"internal/rt"
	"unsafe"
)

// setFinalizer makes the collector start fn(p) in a goroutine once p is
// unreachable; fn may have results all the same. A nil fn takes the finalizer away. It reports whether p is the
// start of a heap object.
func setFinalizer(p unsafe.Pointer, fn func(unsafe.Pointer)) bool

// addCleanup makes the collector start fn in a goroutine once p's object is
// gone, and returns a handle; 0 if held points into the object, 1 if the
// function value cleanup does.
func addCleanup(p unsafe.Pointer, fn func(), held, cleanup unsafe.Pointer) uint64

func stopCleanup(id uint64)

// KeepAlive makes x reachable up to here.
func KeepAlive(x any) {}

// SetFinalizer makes finalizer(obj) run after obj becomes unreachable.
func SetFinalizer(obj any, finalizer any) {
	o := rt.Unpack(obj)
	switch {
	case o.Typ == nil:
		panic(plainError("runtime.SetFinalizer: first argument is nil"))
	case o.Typ.Kind != rt.Pointer:
		panic(plainError("runtime.SetFinalizer: first argument is " + o.Typ.Str + ", not pointer"))
	case o.Data == nil:
		panic(plainError("nil elem type!"))
	}
	f := rt.Unpack(finalizer)
	if f.Typ == nil {
		setFinalizer(o.Data, nil)
		return
	}
	if f.Typ.Kind != rt.Func {
		panic(plainError("runtime.SetFinalizer: second argument is " + f.Typ.Str + ", not a function"))
	}
	if f.Typ.NumIn() != 1 || f.Typ.Variadic() {
		panic(plainError("runtime.SetFinalizer: cannot pass " + o.Typ.Str + " to finalizer " + f.Typ.Str))
	}
	param := f.Typ.Param(0)
	var run func(unsafe.Pointer)
	switch {
	case param == o.Typ,
		param.Kind == rt.Pointer && param.Elem == o.Typ.Elem && (!param.Named() || !o.Typ.Named()):
		run = *(*func(unsafe.Pointer))(unsafe.Pointer(&f.Data))
	case param.Kind == rt.Interface && rt.Implements(o.Typ, param):
		// Interface values of every interface type have the same two words.
		call := *(*func(any))(unsafe.Pointer(&f.Data))
		t := o.Typ
		run = func(p unsafe.Pointer) { call(rt.Eface{Typ: t, Data: p}.Pack()) }
	default:
		panic(plainError("runtime.SetFinalizer: cannot pass " + o.Typ.Str + " to finalizer " + f.Typ.Str))
	}
	if !setFinalizer(o.Data, run) {
		panic(plainError("runtime.SetFinalizer: pointer not at beginning of allocated block"))
	}
}

// Cleanup is a handle to a cleanup call.
type Cleanup struct {
	id uint64
	_  uintptr
}

// AddCleanup makes cleanup(arg) run after *ptr becomes unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	p := unsafe.Pointer(ptr)
	var held unsafe.Pointer
	if e := rt.Unpack(arg); e.Typ != nil && (e.Typ.Kind == rt.Pointer || e.Typ.Kind == rt.UnsafePointer) {
		held = e.Data
	}
	why := "ptr is equal to arg"
	if held != p {
		id := addCleanup(p, func() { cleanup(arg) }, held, *(*unsafe.Pointer)(unsafe.Pointer(&cleanup)))
		if id > 1 {
			return Cleanup{id: id}
		}
		why = "cleanup function closes over ptr"
		if id == 0 {
			why = "ptr is within arg"
		}
	}
	panic("runtime.AddCleanup: " + why + ", cleanup will never run")
}

// Stop cancels the cleanup call if it has not been queued yet.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopCleanup(c.id)
	}
}

// Pinner keeps objects reachable; objects never move here anyway.
type Pinner struct {
	pinned *pinned
}

type pinned struct {
	obj  any
	next *pinned
}

// Pin keeps the object reachable until Unpin.
func (p *Pinner) Pin(pointer any) {
	e := rt.Unpack(pointer)
	if e.Typ == nil || e.Typ.Kind != rt.Pointer && e.Typ.Kind != rt.UnsafePointer {
		panic(errorString("runtime.Pinner: argument is not a pointer"))
	}
	p.pinned = &pinned{pointer, p.pinned}
}

// Unpin lets go of all pinned objects.
func (p *Pinner) Unpin() { p.pinned = nil }
