// Scanner.

package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode"
	"unicode/utf8"
)

// Errors of a Scanner.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken, from a SplitFunc, says that the token with it is the last;
// without a token, that there are no more.
var ErrFinalToken = errors.New("final token")

// MaxScanTokenSize is the longest token, unless Buffer says otherwise.
const MaxScanTokenSize = 64 * 1024

const firstScanSize = 4096

// SplitFunc finds the first token in data. advance is how much of data to skip;
// no token and no advance asks for more data, of which there is none atEOF.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner reads tokens, by default lines.
type Scanner struct {
	r          io.Reader
	split      SplitFunc
	most       int
	token      []byte
	buf        []byte
	start, end int // what is unread is buf[start:end]
	err        error
	empties    int // empty tokens in a row
	started    bool
	done       bool
}

// NewScanner is a Scanner of r's lines.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, most: MaxScanTokenSize}
}

// Err is the first error that was not io.EOF.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes is the token, until the next Scan.
func (s *Scanner) Bytes() []byte { return s.token }

// Text is the token.
func (s *Scanner) Text() string { return string(s.token) }

// Buffer gives the scanner its first buffer and the longest token it may read.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.started {
		panic("Buffer called after Scan")
	}
	s.buf = buf[:cap(buf)]
	s.most = max
}

// Split says what the tokens are.
func (s *Scanner) Split(split SplitFunc) {
	if s.started {
		panic("Split called after Scan")
	}
	s.split = split
}

func (s *Scanner) fail(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// advance skips n bytes, if it can.
func (s *Scanner) advance(n int) bool {
	if n < 0 {
		s.fail(ErrNegativeAdvance)
		return false
	}
	if n > s.end-s.start {
		s.fail(ErrAdvanceTooFar)
		return false
	}
	s.start += n
	return true
}

// stop ends the scan for good.
func (s *Scanner) stop() bool {
	s.start, s.end = 0, 0
	s.token = nil
	return false
}

// Scan goes to the next token. It is false at the end and after an error.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.started = true
	for {
		if s.end > s.start || s.err != nil {
			advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
			if err == ErrFinalToken {
				s.token = token
				s.done = true
				return token != nil
			}
			if err != nil {
				s.fail(err)
				s.token = nil
				return false
			}
			if !s.advance(advance) {
				s.token = nil
				return false
			}
			s.token = token
			if token != nil {
				if s.err == nil || advance > 0 {
					s.empties = 0
				} else if s.empties++; s.empties > mostEmptyReads {
					panic("bufio.Scan: too many empty tokens without progressing")
				}
				return true
			}
		}
		if s.err != nil {
			return s.stop()
		}
		if !s.more() {
			return false
		}
	}
}

// more reads once, into a larger buffer if there is no room.
func (s *Scanner) more() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= s.most {
			s.fail(ErrTooLong)
			s.token = nil
			return false
		}
		size := len(s.buf) * 2
		if size == 0 {
			size = firstScanSize
		}
		grown := make([]byte, min(size, s.most))
		copy(grown, s.buf[s.start:s.end])
		s.buf = grown
		s.end -= s.start
		s.start = 0
	}
	for tries := 0; ; {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			s.fail(ErrBadReadCount)
			return true
		}
		s.end += n
		if err != nil {
			s.fail(err)
			return true
		}
		if n > 0 {
			s.empties = 0
			return true
		}
		if tries++; tries > mostEmptyReads {
			s.fail(io.ErrNoProgress)
			return true
		}
	}
}

// ScanBytes makes each byte a token.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes makes each rune a token, and each wrong byte U+FFFD.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	switch {
	case r != utf8.RuneError || size > 1:
		return size, data[:size], nil
	case !atEOF && !utf8.FullRune(data):
		return 0, nil, nil
	}
	return 1, []byte(string(utf8.RuneError)), nil
}

// ScanLines makes each line a token, without its end, which is a newline with
// or without a return before it. The last line needs no end.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	end := bytes.IndexByte(data, '\n')
	advance = end + 1
	if end < 0 {
		if !atEOF {
			return 0, nil, nil
		}
		end, advance = len(data), len(data)
	}
	if end > 0 && data[end-1] == '\r' {
		end--
	}
	return advance, data[:end], nil
}

// ScanWords makes each run of what is not white space a token.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start := 0
	for start < len(data) {
		r, size := utf8.DecodeRune(data[start:])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for end := start; end < len(data); {
		r, size := utf8.DecodeRune(data[end:])
		if unicode.IsSpace(r) {
			return end + size, data[start:end], nil
		}
		end += size
	}
	if atEOF && len(data) > start {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}
