// Natives of package rt: functions that the machine itself performs.

package rt

import "unsafe"

// Exported names for the natives, one Go line each, so that the table of
// natives stays in one place and its names stay unexported.

// Write appends p to the run's standard output (1) or standard error (2).
func Write(fd int, p []byte) int { return write(fd, p) }

// WriteString is Write for a string.
func WriteString(fd int, s string) int { return writeString(fd, s) }

// Read reads from the run's standard input; 0 at its end.
func Read(fd int, p []byte) int { return read(fd, p) }

// Exit ends the run.
func Exit(code int) { exit(code) }

// Args is the program's argument vector.
func Args() []string { return args() }

// Now is the virtual wall clock, and nanoseconds since the start of the run. In a bubble it is that
// of the bubble, and both count from 1970.
func Now() (sec int64, nsec int32, mono int64, bubbled bool) { return now() }

// Rand64 draws from the run's seeded random source.
func Rand64() uint64 { return rand64() }

// TypedCopy copies size bytes; the regions may overlap.
func TypedCopy(dst, src unsafe.Pointer, size uintptr) { typedCopy(dst, src, size) }

// NewObject allocates a zeroed t.
func NewObject(t *Type) unsafe.Pointer { return newObject(t) }

// MakeSlice allocates a zeroed array of cap elems.
func MakeSlice(elem *Type, len, cap int) unsafe.Pointer { return makeSlice(elem, len, cap) }

// MapIterInit starts an iteration over a map of type t.
func MapIterInit(t *Type, m unsafe.Pointer) unsafe.Pointer { return mapIterInit(m) }

// MapIterNext moves to the next entry and points at its key and value.
func MapIterNext(it unsafe.Pointer) (key, val unsafe.Pointer, ok bool) { return mapIterNext(it) }

// MapLen is len(m) of any map.
func MapLen(m unsafe.Pointer) int { return mapLen(m) }

// MakeMap is a new map of type t with room for n entries.
func MakeMap(t *Type, n int) unsafe.Pointer { return makeMap(t, n) }

// MapGet is where the element lies under the key at key in a map of type t, or nil.
func MapGet(t *Type, m, key unsafe.Pointer) unsafe.Pointer { return mapGet(t, m, key) }

// MapSet sets the element under the key at key to a copy of that at elem.
func MapSet(t *Type, m, key, elem unsafe.Pointer) { mapSet(t, m, key, elem) }

// MapDelete deletes the entry under the key at key.
func MapDelete(t *Type, m, key unsafe.Pointer) { mapDelete(t, m, key) }

// MakeChan is a new channel of type t with room for n elements.
func MakeChan(t *Type, n int) unsafe.Pointer { return makeChan(t, n) }

// MakeType is the type without a name that t describes: the one that is there already, or else t,
// which nobody changes from then on.
func MakeType(t *Type) *Type { return makeType(t) }

// MapClear deletes all entries.
func MapClear(m unsafe.Pointer) { mapClear(m) }

// KeepDerived, where the program reaches it, has the compiler make the types of pointers to all
// types that it makes, and of slices of arrays.
func KeepDerived() { keepDerived() }

// KeepMethods, where the program reaches it, has the compiler keep all exported methods of all
// types that it makes, with their types.
func KeepMethods() { keepMethods() }

// KeepExprs, where the program reaches it, has the compiler make the types of methods as functions
// of their receivers. It keeps methods too.
func KeepExprs() {
	keepMethods()
	keepExprs()
}

// IfaceEqual is a == b; it panics as == does.
func IfaceEqual(a, b any) bool { return ifaceEqual(a, b) }

// Implements reports whether values of t can be stored in iface.
func Implements(t, iface *Type) bool { return implements(t, iface) }

// MemEqual compares n bytes.
func MemEqual(p, q unsafe.Pointer, n uintptr) bool { return memequal(p, q, n) }

// FmtFloat formats f as strconv.AppendFloat does and returns the length.
// dst needs room for 400 bytes and the digits that prec asks for.
func FmtFloat(dst []byte, f float64, fmtc byte, prec, bits int) int {
	return fmtFloat(dst, f, fmtc, prec, bits)
}

// ParseFloat parses a decimal or hexadecimal floating-point number.
func ParseFloat(s string, bits int) (f float64, ok bool, rangeErr bool) { return parseFloat(s, bits) }

// IndexByte is the first index of c in s, or -1.
func IndexByte(s string, c byte) int { return indexByte(s, c) }

// IndexString is the first index of sep in s, or -1.
func IndexString(s, sep string) int { return indexString(s, sep) }

// CompareString is -1, 0 or 1.
func CompareString(a, b string) int { return compareString(a, b) }

// Classes of characters.
const (
	Letter      = 1
	UpperLetter = 2
	Digit       = 3
)

// RuneClass is the class of r, 0 for any other. (Package unicode is large, and reflect asks for no more.)
func RuneClass(r rune) int { return runeClass(r) }

func write(fd int, p []byte) int
func writeString(fd int, s string) int
func read(fd int, p []byte) int
func exit(code int)
func args() []string
func now() (sec int64, nsec int32, mono int64, bubbled bool)
func rand64() uint64
func typedCopy(dst, src unsafe.Pointer, size uintptr)
func newObject(t *Type) unsafe.Pointer
func makeSlice(elem *Type, len, cap int) unsafe.Pointer
func mapIterInit(m unsafe.Pointer) (it unsafe.Pointer)
func mapIterNext(it unsafe.Pointer) (key, val unsafe.Pointer, ok bool)
func mapLen(m unsafe.Pointer) int
func makeMap(t *Type, n int) unsafe.Pointer
func mapGet(t *Type, m, key unsafe.Pointer) unsafe.Pointer
func mapSet(t *Type, m, key, elem unsafe.Pointer)
func mapDelete(t *Type, m, key unsafe.Pointer)
func makeChan(t *Type, n int) unsafe.Pointer
func makeType(t *Type) *Type
func mapClear(m unsafe.Pointer)
func keepDerived()
func keepMethods()
func keepExprs()
func ifaceEqual(a, b any) bool
func implements(t *Type, iface *Type) bool
func memequal(p, q unsafe.Pointer, n uintptr) bool
func fmtFloat(dst []byte, f float64, fmtc byte, prec, bits int) int
func parseFloat(s string, bits int) (f float64, ok bool, rangeErr bool)
func indexByte(s string, c byte) int
func codeAddr(fn uint32) uintptr
func indexString(s, sep string) int
func compareString(a, b string) int
func runeClass(r rune) int
