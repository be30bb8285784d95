// Writer and ReadWriter.

package bufio

import (
	"io"
	"unicode/utf8"
)

// Writer is a buffered writer. After an error it takes no more.
type Writer struct {
	err error
	buf []byte
	n   int
	wr  io.Writer
}

// NewWriterSize is a Writer to w with a buffer of at least size bytes; w
// itself, if it is one.
func NewWriterSize(w io.Writer, size int) *Writer {
	if b, ok := w.(*Writer); ok && len(b.buf) >= size {
		return b
	}
	if size <= 0 {
		size = defaultSize
	}
	return &Writer{buf: make([]byte, size), wr: w}
}

// NewWriter is a Writer to w with the usual buffer.
func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultSize) }

// Size is the size of the buffer.
func (b *Writer) Size() int { return len(b.buf) }

// Reset forgets all and writes to w.
func (b *Writer) Reset(w io.Writer) {
	if b == w {
		return
	}
	if b.buf == nil {
		b.buf = make([]byte, defaultSize)
	}
	b.err = nil
	b.n = 0
	b.wr = w
}

// Flush writes what is buffered.
func (b *Writer) Flush() error {
	if b.err != nil || b.n == 0 {
		return b.err
	}
	n, err := b.wr.Write(b.buf[:b.n])
	if n < b.n && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		if 0 < n && n < b.n {
			copy(b.buf, b.buf[n:b.n])
		}
		b.n -= n
		b.err = err
		return err
	}
	b.n = 0
	return nil
}

// Available is the number of free bytes in the buffer.
func (b *Writer) Available() int { return len(b.buf) - b.n }

// AvailableBuffer is an empty slice with room to append to and then Write.
func (b *Writer) AvailableBuffer() []byte { return b.buf[b.n:][:0] }

// Buffered is the number of bytes in the buffer.
func (b *Writer) Buffered() int { return b.n }

// Write writes p.
func (b *Writer) Write(p []byte) (n int, err error) {
	for len(p) > b.Available() && b.err == nil {
		var m int
		if b.n == 0 {
			m, b.err = b.wr.Write(p) // no use in a buffer
		} else {
			m = copy(b.buf[b.n:], p)
			b.n += m
			b.Flush()
		}
		n += m
		p = p[m:]
	}
	if b.err != nil {
		return n, b.err
	}
	m := copy(b.buf[b.n:], p)
	b.n += m
	return n + m, nil
}

// WriteString writes s.
func (b *Writer) WriteString(s string) (n int, err error) {
	for len(s) > b.Available() && b.err == nil {
		var m int
		if sw, ok := b.wr.(io.StringWriter); ok && b.n == 0 {
			m, b.err = sw.WriteString(s)
		} else {
			m = copy(b.buf[b.n:], s)
			b.n += m
			b.Flush()
		}
		n += m
		s = s[m:]
	}
	if b.err != nil {
		return n, b.err
	}
	m := copy(b.buf[b.n:], s)
	b.n += m
	return n + m, nil
}

// WriteByte writes c.
func (b *Writer) WriteByte(c byte) error {
	if b.err != nil {
		return b.err
	}
	if b.Available() <= 0 && b.Flush() != nil {
		return b.err
	}
	b.buf[b.n] = c
	b.n++
	return nil
}

// WriteRune writes r.
func (b *Writer) WriteRune(r rune) (size int, err error) {
	if uint32(r) < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err != nil {
			return 0, err
		}
		return 1, nil
	}
	if b.err != nil {
		return 0, b.err
	}
	if b.Available() < utf8.UTFMax {
		if b.Flush(); b.err != nil {
			return 0, b.err
		}
		if b.Available() < utf8.UTFMax { // a tiny buffer
			return b.WriteString(string(r))
		}
	}
	size = utf8.EncodeRune(b.buf[b.n:], r)
	b.n += size
	return size, nil
}

// ReadFrom writes all that r has.
func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	if b.err != nil {
		return 0, b.err
	}
	direct, _ := b.wr.(io.ReaderFrom)
	empty := 0
	for {
		if b.Available() == 0 {
			if err := b.Flush(); err != nil {
				return n, err
			}
		}
		if direct != nil && b.n == 0 {
			m, err := direct.ReadFrom(r)
			b.err = err
			return n + m, err
		}
		m, err := r.Read(b.buf[b.n:])
		b.n += m
		n += int64(m)
		if err == io.EOF {
			if b.Available() == 0 {
				return n, b.Flush()
			}
			return n, nil
		}
		if err != nil {
			return n, err
		}
		if m > 0 {
			empty = 0
		} else if empty++; empty == mostEmptyReads {
			return n, io.ErrNoProgress
		}
	}
}

// ReadWriter is a Reader and a Writer.
type ReadWriter struct {
	*Reader
	*Writer
}

// NewReadWriter joins r and w.
func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{r, w} }
