// Package iotest has readers and writers that behave in ways that tests should try.
package iotest

import (
	"errors"
	"io"
	"log"
)

// OneByteReader reads one byte at a time.
func OneByteReader(r io.Reader) io.Reader {
	return part{r, func(n int) int { return min(n, 1) }}
}

// HalfReader reads half of what it is asked for.
func HalfReader(r io.Reader) io.Reader {
	return part{r, func(n int) int { return (n + 1) / 2 }}
}

// part reads a part of what it is asked for.
type part struct {
	r    io.Reader
	size func(n int) int
}

func (p part) Read(b []byte) (int, error) { return p.r.Read(b[:p.size(len(b))]) }

// DataErrReader gives the error together with the last data.
func DataErrReader(r io.Reader) io.Reader { return &dataErr{r: r, buf: make([]byte, 1024)} }

type dataErr struct {
	r    io.Reader
	rest []byte
	buf  []byte
	err  error
}

func (d *dataErr) Read(p []byte) (n int, err error) {
	// It is ahead by one read, so that it knows of the end while it has data.
	for {
		if len(d.rest) == 0 {
			var got int
			got, d.err = d.r.Read(d.buf)
			d.rest = d.buf[:got]
		}
		if n > 0 || d.err != nil {
			break
		}
		n = copy(p, d.rest)
		d.rest = d.rest[n:]
	}
	if n == 0 {
		n = copy(p, d.rest)
		d.rest = d.rest[n:]
	}
	if len(d.rest) == 0 {
		err = d.err
	}
	return n, err
}

// ErrTimeout is what TimeoutReader fails with.
var ErrTimeout = errors.New("timeout")

// TimeoutReader fails on the second read, without data.
func TimeoutReader(r io.Reader) io.Reader { return &timeout{r: r} }

type timeout struct {
	r     io.Reader
	reads int
}

func (t *timeout) Read(p []byte) (int, error) {
	if t.reads++; t.reads == 2 {
		return 0, ErrTimeout
	}
	return t.r.Read(p)
}

// ErrReader always fails with err.
func ErrReader(err error) io.Reader { return failing{err} }

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TruncateWriter writes the first n bytes, and drops the rest without saying so.
func TruncateWriter(w io.Writer, n int64) io.Writer { return &truncate{w, n} }

type truncate struct {
	w    io.Writer
	left int64
}

func (t *truncate) Write(p []byte) (n int, err error) {
	if t.left <= 0 {
		return len(p), nil
	}
	some := min(int64(len(p)), t.left)
	n, err = t.w.Write(p[:some])
	t.left -= int64(n)
	if err == nil {
		n = len(p)
	}
	return n, err
}

// NewReadLogger logs each read in hexadecimal.
func NewReadLogger(prefix string, r io.Reader) io.Reader { return &readLogger{prefix, r} }

type readLogger struct {
	prefix string
	r      io.Reader
}

func (l *readLogger) Read(p []byte) (n int, err error) {
	n, err = l.r.Read(p)
	report(l.prefix, p[:n], err)
	return n, err
}

// NewWriteLogger logs each write in hexadecimal.
func NewWriteLogger(prefix string, w io.Writer) io.Writer { return &writeLogger{prefix, w} }

type writeLogger struct {
	prefix string
	w      io.Writer
}

func (l *writeLogger) Write(p []byte) (n int, err error) {
	n, err = l.w.Write(p)
	report(l.prefix, p[:n], err)
	return n, err
}

func report(prefix string, p []byte, err error) {
	if err != nil {
		log.Printf("%s %x: %v", prefix, p, err)
	} else {
		log.Printf("%s %x", prefix, p)
	}
}
