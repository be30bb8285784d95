// Builder.

package strings

import (
	"unicode/utf8"
	"unsafe"
)

// Builder puts a string together. Its zero value is empty and ready; it must
// not be copied once it is not empty.
type Builder struct {
	addr *Builder // itself, from the first write on, to catch copies
	buf  []byte
}

func (b *Builder) own() {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// String is what was written so far.
func (b *Builder) String() string { return unsafe.String(unsafe.SliceData(b.buf), len(b.buf)) }

// Len is the number of bytes written.
func (b *Builder) Len() int { return len(b.buf) }

// Cap is the number of bytes there is room for.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset empties the builder.
func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) {
	b.own()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		buf := append([]byte(nil), make([]byte, 2*cap(b.buf)+n)...)
		b.buf = buf[:copy(buf, b.buf)]
	}
}

// Write appends p; the error is always nil.
func (b *Builder) Write(p []byte) (int, error) {
	b.own()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c; the error is always nil.
func (b *Builder) WriteByte(c byte) error {
	b.own()
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends r; the error is always nil.
func (b *Builder) WriteRune(r rune) (int, error) {
	b.own()
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

// WriteString appends s; the error is always nil.
func (b *Builder) WriteString(s string) (int, error) {
	b.own()
	b.buf = append(b.buf, s...)
	return len(s), nil
}
