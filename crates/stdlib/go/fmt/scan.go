// Scanning: the functions, and the state that they share.

package fmt

import (
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// Scanner is a type that scans itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scan reads values, which white space and newlines separate, from standard
// input to where a points.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan up to the end of the line, where the last value must be.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads standard input as format says.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

// Sscan is Scan of a string.
func Sscan(str string, a ...any) (n int, err error) {
	s := ss{rs: &textSource{text: str}, newlineIsSpace: true, limit: noLimit}
	return s.scan(a)
}

// Sscanln is Scanln of a string.
func Sscanln(str string, a ...any) (n int, err error) {
	s := ss{rs: &textSource{text: str}, newlineEnds: true, limit: noLimit}
	return s.scan(a)
}

// Sscanf is Scanf of a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	s := ss{rs: &textSource{text: str}, limit: noLimit}
	return s.scanf(format, a)
}

// Fscan is Scan of a reader. A reader that is no io.RuneScanner may lose the
// rune after the last value.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := ss{rs: sourceOf(r), newlineIsSpace: true, limit: noLimit}
	return s.scan(a)
}

// Fscanln is Scanln of a reader.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := ss{rs: sourceOf(r), newlineEnds: true, limit: noLimit}
	return s.scan(a)
}

// Fscanf is Scanf of a reader.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	s := ss{rs: sourceOf(r), limit: noLimit}
	return s.scanf(format, a)
}

func sourceOf(r io.Reader) io.RuneScanner {
	if rs, ok := r.(io.RuneScanner); ok {
		return rs
	}
	return &byteSource{r: r}
}

// textSource reads runes from a string.
type textSource struct {
	text string
	at   int
	last int
}

func (t *textSource) ReadRune() (r rune, size int, err error) {
	if t.at >= len(t.text) {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRuneInString(t.text[t.at:])
	t.at += size
	t.last = size
	return r, size, nil
}

func (t *textSource) UnreadRune() error {
	t.at -= t.last
	t.last = 0
	return nil
}

// byteSource reads runes from a reader, a byte at a time so as not to take more
// than it needs.
type byteSource struct {
	r       io.Reader
	pending []byte // read, and not part of a rune yet
	last    rune
	size    int
	unread  bool
}

func (b *byteSource) ReadRune() (r rune, size int, err error) {
	if b.unread {
		b.unread = false
		return b.last, b.size, nil
	}
	for !utf8.FullRune(b.pending) {
		var one [1]byte
		n, err := io.ReadFull(b.r, one[:])
		if n == 0 {
			if len(b.pending) > 0 && err == io.EOF {
				break
			}
			return 0, 0, err
		}
		b.pending = append(b.pending, one[0])
	}
	b.last, b.size = utf8.DecodeRune(b.pending)
	b.pending = b.pending[b.size:]
	return b.last, b.size, nil
}

func (b *byteSource) UnreadRune() error {
	b.unread = true
	return nil
}

const (
	eof     = -1
	noLimit = 1 << 30
)

// ss is the state of one call.
type ss struct {
	rs             io.RuneScanner
	buf            []byte // the token
	count          int    // runes read
	limit          int    // how many may be, for the value at hand
	width          int
	atEOF          bool
	newlineEnds    bool // Scanln
	newlineIsSpace bool // Scan
}

// scanFailure is what the methods of ss panic with; guard catches it.
type scanFailure struct{ err error }

func (s *ss) fail(err error)      { panic(scanFailure{err}) }
func (s *ss) failText(msg string) { panic(scanFailure{errors.New(msg)}) }

// guard, deferred, turns a failure into an error.
func guard(err *error) {
	switch e := recover().(type) {
	case nil:
	case scanFailure:
		*err = e.err
	default:
		panic(e)
	}
}

// Read is not for a Scanner to use.
func (s *ss) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

// ReadRune reads one rune, for a Scanner; io.EOF at the end of the width too.
func (s *ss) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	switch {
	case err == nil:
		s.count++
		if s.newlineEnds && r == '\n' {
			s.atEOF = true
		}
	case err == io.EOF:
		s.atEOF = true
	}
	return r, size, err
}

// UnreadRune takes the last ReadRune back.
func (s *ss) UnreadRune() error {
	s.rs.UnreadRune()
	s.atEOF = false
	s.count--
	return nil
}

// Width is the width asked for, for a Scanner.
func (s *ss) Width() (wid int, ok bool) { return s.width, s.width > 0 }

// Token reads the runes for which f holds (nil: that are no space).
func (s *ss) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer guard(&err)
	if f == nil {
		f = notSpace
	}
	s.buf = s.buf[:0]
	return s.run(skipSpace, f), nil
}

func notSpace(r rune) bool { return !isSpace(r) }

// isSpace is unicode.IsSpace, without its tables.
func isSpace(r rune) bool {
	switch {
	case r == ' ', '\t' <= r && r <= '\r':
		return true
	case r < 0x85:
		return false
	case r == 0x85, r == 0xA0, r == 0x1680, 0x2000 <= r && r <= 0x200A,
		r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}

// run appends runes for which f holds to the token.
func (s *ss) run(skipSpace bool, f func(rune) bool) []byte {
	if skipSpace {
		s.SkipSpace()
	}
	for {
		r := s.next()
		if r == eof {
			break
		}
		if !f(r) {
			s.UnreadRune()
			break
		}
		s.buf = utf8.AppendRune(s.buf, r)
	}
	return s.buf
}

// next is the next rune, or eof.
func (s *ss) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return eof
	}
	if err != nil {
		s.fail(err)
	}
	return r
}

// must is the next rune, which there must be.
func (s *ss) must() rune {
	r := s.next()
	if r == eof {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

// notEOF fails at the end.
func (s *ss) notEOF() {
	if s.next() == eof {
		s.fail(io.EOF)
	}
	s.UnreadRune()
}

// SkipSpace skips white space, and newlines if these count as such.
func (s *ss) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == eof:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.newlineIsSpace {
				s.failText("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func isIn(r rune, set string) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// peek reports whether the next rune is in set.
func (s *ss) peek(set string) bool {
	r := s.next()
	if r != eof {
		s.UnreadRune()
	}
	return r != eof && isIn(r, set)
}

// skip skips the next rune if it is in set.
func (s *ss) skip(set string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	if !isIn(r, set) {
		s.UnreadRune()
		return false
	}
	return true
}

// accept is skip that appends the rune to the token.
func (s *ss) accept(set string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	if !isIn(r, set) {
		s.UnreadRune()
		return false
	}
	s.buf = utf8.AppendRune(s.buf, r)
	return true
}

// scan reads values in turn.
func (s *ss) scan(a []any) (n int, err error) {
	defer guard(&err)
	for _, arg := range a {
		s.one('v', arg)
		n++
	}
	for s.newlineEnds {
		r := s.next()
		if r == '\n' || r == eof {
			break
		}
		if !isSpace(r) {
			s.failText("expected newline")
		}
	}
	return n, nil
}
