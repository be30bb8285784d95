package rt

import (
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unsafe"
)

type Eface struct {
	Typ  *Type
	Data unsafe.Pointer
}

type shimInfo struct {
	rt     reflect.Type
	direct bool // gc stores the value itself in the data word
}

var (
	mu    sync.Mutex
	types = map[reflect.Type]*Type{}
	back  = map[*Type]reflect.Type{}
)

func gcDirect(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.Map, reflect.Func, reflect.UnsafePointer:
		return true
	case reflect.Array:
		return t.Len() == 1 && gcDirect(t.Elem())
	case reflect.Struct:
		n := 0
		var only reflect.Type
		for i := 0; i < t.NumField(); i++ {
			if t.Field(i).Type.Size() == 0 {
				continue
			}
			n++
			only = t.Field(i).Type
		}
		return n == 1 && t.NumField() == 1 && gcDirect(only)
	}
	return false
}

func toRT(r reflect.Type) *Type {
	mu.Lock()
	defer mu.Unlock()
	return toRTLocked(r)
}

func toRTLocked(r reflect.Type) *Type {
	if r == nil {
		return nil
	}
	if t := types[r]; t != nil {
		return t
	}
	t := &Type{}
	types[r] = t
	back[t] = r
	t.Size = r.Size()
	t.Kind = Kind(r.Kind())
	t.Str = r.String()
	t.Name = r.Name()
	t.PkgPath = r.PkgPath()
	t.methCount = r.NumMethod()
	if r.Comparable() {
		t.Flags |= FlagComparable
	}
	if r.Name() != "" {
		t.Flags |= FlagNamed
	}
	switch r.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.Map, reflect.Func, reflect.UnsafePointer:
		t.Flags |= FlagPointerShape
	}
	switch r.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.Map, reflect.Slice, reflect.Array:
		t.Elem = toRTLocked(r.Elem())
	}
	switch r.Kind() {
	case reflect.Map:
		t.Key = toRTLocked(r.Key())
	case reflect.Array:
		t.N = r.Len()
	case reflect.Chan:
		t.N = int(r.ChanDir())
	case reflect.Struct:
		fs := make([]Field, r.NumField())
		for i := range fs {
			f := r.Field(i)
			fs[i] = Field{Name: f.Name, Typ: toRTLocked(f.Type), Offset: f.Offset, Tag: string(f.Tag)}
			if f.Anonymous {
				fs[i].Flags |= FieldEmbedded
			}
			if f.IsExported() {
				fs[i].Flags |= FieldExported
			}
		}
		if len(fs) > 0 {
			t.entries = unsafe.Pointer(&fs[0])
		}
		t.entryCount = len(fs)
	case reflect.Interface:
		t.entryCount = r.NumMethod()
	}
	return t
}

func Unpack(v any) Eface {
	if v == nil {
		return Eface{}
	}
	r := reflect.TypeOf(v)
	data := (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1]
	t := toRT(r)
	if gcDirect(r) && t.Flags&FlagPointerShape == 0 {
		box := new(unsafe.Pointer)
		*box = data
		data = unsafe.Pointer(box)
	}
	return Eface{t, data}
}

func (e Eface) Pack() any {
	if e.Typ == nil {
		return nil
	}
	return Load(e.Typ, e.Addr())
}

func (e *Eface) Addr() unsafe.Pointer {
	if e.Typ.Flags&FlagPointerShape != 0 {
		return unsafe.Pointer(&e.Data)
	}
	return e.Data
}

func TypeOf(v any) *Type { return toRT(reflect.TypeOf(v)) }

func of(t *Type) reflect.Type {
	mu.Lock()
	defer mu.Unlock()
	return back[t]
}

func Load(t *Type, p unsafe.Pointer) any {
	return reflect.NewAt(of(t), p).Elem().Interface()
}

func LoadIface(t *Type, p unsafe.Pointer) any {
	return reflect.NewAt(of(t), p).Elem().Interface()
}

func StoreIface(t *Type, p unsafe.Pointer, v any) {
	reflect.NewAt(of(t), p).Elem().Set(reflect.ValueOf(v))
}

// Out captures writes when set.
var Out func(fd int, p []byte)
var In func(p []byte) int

func Write(fd int, p []byte) int {
	if Out != nil {
		Out(fd, p)
		return len(p)
	}
	n, _ := map[int]*os.File{1: os.Stdout, 2: os.Stderr}[fd].Write(p)
	return n
}
func WriteString(fd int, s string) int { return Write(fd, []byte(s)) }
func Read(fd int, p []byte) int {
	if In != nil {
		return In(p)
	}
	n, _ := os.Stdin.Read(p)
	return n
}
func Exit(code int)                            { os.Exit(code) }
func Args() []string                           { return os.Args }
func Rand64() uint64                           { return 4 }
func Now() (sec int64, nsec int32, mono int64) { return 1257894000, 0, 1 }
func TypedCopy(dst, src unsafe.Pointer, size uintptr) {
	copy(unsafe.Slice((*byte)(dst), size), unsafe.Slice((*byte)(src), size))
}
func NewObject(t *Type) unsafe.Pointer { return reflect.New(of(t)).UnsafePointer() }
func MakeSlice(elem *Type, len, cap int) unsafe.Pointer {
	return reflect.MakeSlice(reflect.SliceOf(of(elem)), len, cap).UnsafePointer()
}

type mapIter struct {
	m  reflect.Value
	it *reflect.MapIter
}

// The map's type is not known here, so iteration needs it told.
func MapIterInit(t *Type, m unsafe.Pointer) unsafe.Pointer {
	v := reflect.NewAt(of(t), unsafe.Pointer(&m)).Elem()
	return unsafe.Pointer(&mapIter{v, v.MapRange()})
}
func MapIterNext(it unsafe.Pointer) (key, val unsafe.Pointer, ok bool) {
	mi := (*mapIter)(it)
	if !mi.it.Next() {
		return nil, nil, false
	}
	k := reflect.New(mi.m.Type().Key())
	k.Elem().Set(mi.it.Key())
	v := reflect.New(mi.m.Type().Elem())
	v.Elem().Set(mi.it.Value())
	return k.UnsafePointer(), v.UnsafePointer(), true
}
func MapLen(m unsafe.Pointer) int {
	if m == nil {
		return 0
	}
	return *(*int)(m)
}
func IfaceEqual(a, b any) bool       { return a == b }
func Implements(t, iface *Type) bool { return of(t).Implements(of(iface)) }
func MemEqual(p, q unsafe.Pointer, n uintptr) bool {
	return string(unsafe.Slice((*byte)(p), n)) == string(unsafe.Slice((*byte)(q), n))
}
func FmtFloat(dst []byte, f float64, fmtc byte, prec, bits int) int {
	return len(strconv.AppendFloat(dst[:0], f, fmtc, prec, bits))
}
func ParseFloat(s string, bits int) (f float64, ok bool, rangeErr bool) {
	if strings.ContainsRune(s, '_') {
		return 0, false, false
	}
	f, err := strconv.ParseFloat(s, bits)
	if err != nil {
		if err.(*strconv.NumError).Err == strconv.ErrRange {
			return f, true, true
		}
		return 0, false, false
	}
	return f, true, false
}
func IndexByte(s string, c byte) int { return strings.IndexByte(s, c) }
func IndexString(s, sep string) int  { return strings.Index(s, sep) }
func CompareString(a, b string) int  { return strings.Compare(a, b) }

func FuncAddr(f unsafe.Pointer) uintptr {
	if f == nil {
		return 0
	}
	return *(*uintptr)(f)
}
