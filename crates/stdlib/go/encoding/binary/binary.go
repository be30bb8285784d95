// Values of fixed size as bytes: booleans, sized numbers, and arrays, structs
// and slices of such.

package binary

import (
	"errors"
	"internal/rt"
	"io"
	"slices"
	"unsafe"
)

var errShort = errors.New("buffer too small")

// fixed is the number of bytes that a t is written as; -1 if that varies.
func fixed(t *rt.Type) int {
	switch t.Kind {
	case rt.Array:
		if n := fixed(t.Elem); n >= 0 {
			return n * t.N
		}
		return -1
	case rt.Struct:
		sum := 0
		for i := range t.NumField() {
			n := fixed(t.Field(i).Typ)
			if n < 0 {
				return -1
			}
			sum += n
		}
		return sum
	case rt.Int, rt.Uint, rt.Uintptr:
		return -1
	}
	if rt.Bool <= t.Kind && t.Kind <= rt.Complex128 {
		return int(t.Size)
	}
	return -1
}

// A place is where values lie in memory: count elements of type t.
type place struct {
	t     *rt.Type
	p     unsafe.Pointer
	count int
}

// locate finds the values that data stands for. Those of a pointer are what it
// points to; settable asks for a pointer or a slice.
func locate(data any, settable bool) (at place, size int) {
	e := rt.Unpack(data)
	if e.Typ == nil {
		return place{}, -1
	}
	at = place{e.Typ, e.Data, 1}
	switch e.Typ.Kind {
	case rt.Pointer:
		if e.Data == nil {
			return place{}, -1
		}
		at.t = e.Typ.Elem
	case rt.Slice:
	default:
		if settable {
			return place{}, -1
		}
	}
	if at.t.Kind == rt.Slice {
		h := (*rt.SliceHeader)(at.p)
		at = place{at.t.Elem, h.Data, h.Len}
	}
	size = fixed(at.t)
	if size < 0 {
		return place{}, -1
	}
	return at, size * at.count
}

// Size is the number of bytes that v is written as; -1 if that is not fixed.
func Size(v any) int {
	_, n := locate(v, false)
	return n
}

// A coder moves values between memory and buf.
type coder struct {
	order  ByteOrder
	buf    []byte
	decode bool
}

// access is who may set a variable.
type access uint8

const (
	// What it was reached through is an unexported embedded field, whose own fields may be exported.
	embedded access = 1 << iota
	// It was reached through an unexported field.
	hidden
)

func (c *coder) all(at place, kept access) {
	for i := range at.count {
		c.value(at.t, unsafe.Add(at.p, uintptr(i)*at.t.Size), kept)
	}
}

// setter is the method of reflect.Value that Go would set a variable of a kind with.
func setter(k rt.Kind) string {
	switch {
	case k == rt.Bool:
		return "SetBool"
	case k <= rt.Int64:
		return "SetInt"
	case k <= rt.Uintptr:
		return "SetUint"
	case k <= rt.Float64:
		return "SetFloat"
	}
	return "SetComplex"
}

func (c *coder) value(t *rt.Type, p unsafe.Pointer, kept access) {
	if c.decode && kept != 0 && t.Kind != rt.Array && t.Kind != rt.Struct {
		panic("reflect: reflect.Value." + setter(t.Kind) + " using value obtained using unexported field")
	}
	switch t.Kind {
	case rt.Array:
		c.all(place{t.Elem, p, t.N}, kept)
	case rt.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Name != "_" {
				at := kept & hidden
				switch {
				case f.Flags&rt.FieldExported != 0:
				case f.Flags&rt.FieldEmbedded != 0:
					at |= embedded
				default:
					at |= hidden
				}
				c.value(f.Typ, unsafe.Add(p, f.Offset), at)
				continue
			}
			n := fixed(f.Typ)
			if !c.decode {
				clear(c.buf[:n])
			}
			c.buf = c.buf[n:]
		}
	case rt.Complex64:
		c.number(4, p)
		c.number(4, unsafe.Add(p, 4))
	case rt.Complex128:
		c.number(8, p)
		c.number(8, unsafe.Add(p, 8))
	case rt.Bool:
		if c.decode {
			*(*bool)(p) = c.buf[0] != 0
		} else {
			c.buf[0] = *(*byte)(p)
		}
		c.buf = c.buf[1:]
	default:
		c.number(t.Size, p)
	}
}

func (c *coder) number(size uintptr, p unsafe.Pointer) {
	b := c.buf[:size]
	c.buf = c.buf[size:]
	switch {
	case size == 1 && c.decode:
		*(*byte)(p) = b[0]
	case size == 1:
		b[0] = *(*byte)(p)
	case size == 2 && c.decode:
		*(*uint16)(p) = c.order.Uint16(b)
	case size == 2:
		c.order.PutUint16(b, *(*uint16)(p))
	case size == 4 && c.decode:
		*(*uint32)(p) = c.order.Uint32(b)
	case size == 4:
		c.order.PutUint32(b, *(*uint32)(p))
	case c.decode:
		*(*uint64)(p) = c.order.Uint64(b)
	default:
		c.order.PutUint64(b, *(*uint64)(p))
	}
}

func invalid(what string, data any) error {
	name := "nil"
	if t := rt.TypeOf(data); t != nil {
		name = t.Str
	}
	return errors.New(what + name)
}

const notFixed = ": some values are not fixed-sized in type "

// Read reads values from r into data: a pointer, or a slice.
func Read(r io.Reader, order ByteOrder, data any) error {
	at, size := locate(data, true)
	if size < 0 {
		return invalid("binary.Read: invalid type ", data)
	}
	buf := make([]byte, size)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	c := coder{order, buf, true}
	c.all(at, 0)
	return nil
}

// Decode is Read from bytes; it returns how many were used.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	at, size := locate(data, true)
	if size < 0 {
		return 0, invalid("binary.Decode: invalid type ", data)
	}
	if len(buf) < size {
		return 0, errShort
	}
	c := coder{order, buf, true}
	c.all(at, 0)
	return size, nil
}

// Write writes the values of data to w.
func Write(w io.Writer, order ByteOrder, data any) error {
	at, size := locate(data, false)
	if size < 0 {
		return invalid("binary.Write"+notFixed, data)
	}
	buf := make([]byte, size)
	c := coder{order, buf, false}
	c.all(at, 0)
	_, err := w.Write(buf)
	return err
}

// Encode is Write to bytes; it returns how many were written.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	at, size := locate(data, false)
	if size < 0 {
		return 0, invalid("binary.Encode"+notFixed, data)
	}
	if len(buf) < size {
		return 0, errShort
	}
	c := coder{order, buf, false}
	c.all(at, 0)
	return size, nil
}

// Append is Write that appends.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	at, size := locate(data, false)
	if size < 0 {
		return nil, invalid("binary.Append"+notFixed, data)
	}
	n := len(buf)
	buf = slices.Grow(buf, size)[:n+size]
	c := coder{order, buf[n:], false}
	c.all(at, 0)
	return buf, nil
}
