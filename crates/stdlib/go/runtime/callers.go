// Who called whom: Caller, Callers, frames, and stacks as text.

package runtime

import "unsafe"

// callerInfo describes the frame skip levels above its own caller.
func callerInfo(skip int) (pc uintptr, file string, line int, fn string, ok bool)

// pcInfo describes the instruction that pc lies in; entry is where its function starts.
func pcInfo(pc uintptr) (file string, line int, fn string, entry uintptr, ok bool)

func goroutineStack(buf []byte, all bool) int

// Caller describes the call skip levels up; 0 is the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	pc, file, line, _, ok = callerInfo(skip + 1)
	return
}

// Callers stores the places of the calls on this goroutine's stack. Level 0
// is Callers itself.
func Callers(skip int, pc []uintptr) int {
	for i := range pc {
		at, _, _, _, ok := callerInfo(skip + i)
		if !ok {
			return i
		}
		pc[i] = at
	}
	return len(pc)
}

// Stack writes the stack of this goroutine, or of all, as text.
func Stack(buf []byte, all bool) int { return goroutineStack(buf, all) }

// Func describes a function of the program. One has no size, as in gc: a pointer to it is the address of the
// function's code, and what is known is asked for.
type Func struct{ opaque struct{} }

func newFunc(entry uintptr) *Func { return (*Func)(unsafe.Pointer(entry)) }

// FuncForPC finds the function that contains pc.
func FuncForPC(pc uintptr) *Func {
	_, _, _, entry, ok := pcInfo(pc)
	if !ok {
		return nil
	}
	return newFunc(entry)
}

// Name is the function's name with its package path.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	_, _, name, _, _ := pcInfo(f.Entry())
	return name
}

// Entry is the address of the function's first instruction.
func (f *Func) Entry() uintptr { return uintptr(unsafe.Pointer(f)) }

// FileLine is the source position of pc; that of the call if one returns to it.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if pc > f.Entry() {
		pc--
	}
	file, line, _, _, _ = pcInfo(pc)
	return
}

// Frame describes one call.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	_        int // what gc keeps here and below is its own
	Entry    uintptr
	_        [2]*Func
}

// Frames yields the frames of a slice filled by Callers.
type Frames struct {
	rest []uintptr
	_    [26]*Func // gc's is as large
}

// CallersFrames starts to yield the frames of callers.
func CallersFrames(callers []uintptr) *Frames { return &Frames{rest: callers} }

// Next returns the next frame, and whether there are more after it.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.rest) > 0 {
		pc := f.rest[0]
		f.rest = f.rest[1:]
		file, line, name, entry, ok := pcInfo(pc - 1)
		if !ok {
			continue
		}
		return Frame{PC: pc, Func: newFunc(entry), Function: name, File: file, Line: line, Entry: entry}, len(f.rest) > 0
	}
	return Frame{}, false
}

// A StackRecord holds one stack; it ends at the first 0.
type StackRecord struct {
	Stack0 [32]uintptr
}

// Stack is the used part of Stack0.
func (r *StackRecord) Stack() []uintptr {
	for i, pc := range r.Stack0 {
		if pc == 0 {
			return r.Stack0[:i]
		}
	}
	return r.Stack0[:]
}
