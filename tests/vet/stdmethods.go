// Methods with well-known names and other signatures.
package main

import (
	"fmt"
	"io"
)

type A struct{}

func (A) Format(int)                            {}
func (A) GobDecode(string) error                { return nil }
func (A) GobEncode() error                      { return nil }
func (A) MarshalJSON() string                   { return "" }
func (A) Peek() int                             { return 0 }
func (A) ReadByte() byte                        { return 0 }
func (A) ReadFrom(io.Reader) (int, error)       { return 0, nil }
func (A) ReadRune() (rune, int)                 { return 0, 0 }
func (A) Scan(fmt.ScanState, rune)              {}
func (A) Seek(int64) (int64, error)             { return 0, nil }
func (A) UnmarshalJSON(string) error            { return nil }
func (A) UnreadByte() bool                      { return false }
func (A) UnreadRune()                           {}
func (A) WriteByte(byte)                        {}
func (A) WriteTo(io.Writer) error               { return nil }
func (A) Is(error) error                        { return nil }
func (A) As(any) any                            { return nil }
func (A) Unwrap() int                           { return 0 }

type E struct{}

func (E) Error() string     { return "" }
func (E) Is(string) bool    { return false }
func (E) As(*int) bool      { return false }
func (E) Unwrap() string    { return "" }
func (E) Seek(int, int) error { return nil }

type E2 struct{}

func (*E2) Error() string          { return "" }
func (*E2) Is(error) int           { return 0 }
func (*E2) As(any) error           { return nil }
func (*E2) Unwrap(int) error       { return nil }

type E3 struct{}

func (E3) Error() string         { return "" }
func (E3) Is(error) bool         { return true }
func (E3) As(any) bool           { return true }
func (E3) Unwrap() []error       { return nil }

type E4 struct{}

func (E4) Error() string   { return "" }
func (E4) Unwrap() error   { return nil }
func (E4) As(interface{ F() }) bool { return true }

type ok struct{}

func (ok) ReadByte() (byte, error)               { return 0, nil }
func (ok) WriteByte(c byte) error                { return nil }
func (ok) ReadRune() (r rune, size int, err error) { return }
func (ok) UnreadByte() error                     { return nil }
func (ok) UnreadRune() error                     { return nil }
func (ok) Format(f fmt.State, c rune)            {}
func (ok) Seek(o int64, w int) (int64, error)    { return 0, nil }
func (ok) WriteTo(w io.Writer) (int64, error)    { return 0, nil }
func (ok) ReadFrom(r io.Reader) (n int64, err error) { return }
func (ok) MarshalJSON() ([]byte, error)          { return nil, nil }
func (ok) UnmarshalJSON(b []byte) error          { return nil }
func (ok) GobEncode() ([]byte, error)            { return nil, nil }
func (ok) Scan(s fmt.ScanState, c rune) error    { return nil }

type other struct{}

func (other) Peek(n int) ([]byte, error) { return nil, nil }
func (other) Scan(x ...any) error        { return nil }
func (other) Format(string) string       { return "" }
func (other) Seek(string)                {}
func (other) ReadFrom([]byte) (int, string, error) { return 0, "", nil }
func (other) WriteTo([]byte, string) (int, error) { return 0, nil }
func (other) readByte()                  {}
func (other) Encode()                    {}

type I interface {
	ReadByte() int
	Seek(int64, int) int
	WriteTo(io.Writer)
	WriteByte(c byte) error
}

type embeds interface {
	I
	UnreadRune()
}

func ReadByte() int { return 0 }

type EI interface {
	error
	Is(int) bool
}

type G[T any] struct{}

func (G[T]) WriteByte(T)       {}
func (G[T]) ReadByte() (T, error) { var t T; return t, nil }

type own struct{}
type named = own

func (own) ReadByte() (own, error)      { return own{}, nil }
func (own) WriteByte(c byte, o *own)    {}
func (own) UnreadByte() (err error, ok bool) { return }
func (own) UnmarshalJSON(b []byte, more ...string) error { return nil }
func (*own) UnreadRune() (named, error) { return own{}, nil }
func (own) ReadRune() (r int32, s int, err error) { return }
func (own) WriteTo(w io.Writer, n struct{ a int }) (int64, error) { return 0, nil }
func (own) GobEncode() ([]uint8, error) { return nil, nil }
func (own) Seek(offset int64, whence int32) (int64, error) { return 0, nil }

func main() {
	_ = func(interface{ ReadByte() string }) {}
	var _ interface{ UnreadByte() }
}
