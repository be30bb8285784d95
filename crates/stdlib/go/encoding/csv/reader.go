// Package csv reads and writes tables, a line for each record and commas between fields.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// A ParseError says what is wrong, and where. Columns are counted in bytes.
type ParseError struct {
	StartLine int // where the record begins
	Line      int
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	if e.Err == ErrFieldCount {
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	}
	if e.StartLine != e.Line {
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap is what is wrong.
func (e *ParseError) Unwrap() error { return e.Err }

// What can be wrong.
var (
	ErrBareQuote     = errors.New("bare \" in non-quoted-field")
	ErrQuote         = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount    = errors.New("wrong number of fields")
	ErrTrailingComma = errors.New("extra delimiter at end of line") // not used any more
)

var errDelimiter = errors.New("csv: invalid field or comment delimiter")

func goodDelimiter(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// A Reader reads records.
type Reader struct {
	Comma            rune
	Comment          rune // lines that begin with it are left out; 0 is none
	FieldsPerRecord  int  // if 0, as many as the first has; if negative, any number
	LazyQuotes       bool
	TrimLeadingSpace bool
	ReuseRecord      bool
	TrailingComma    bool // not used any more

	r      *bufio.Reader
	line   int
	offset int64
	long   []byte
	text   []byte // of the record's fields
	ends   []int
	places []place
	last   []string
}

type place struct{ line, column int }

// NewReader reads from r.
func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

// Read reads a record; io.EOF at the end.
func (r *Reader) Read() (record []string, err error) {
	if !r.ReuseRecord {
		return r.record(nil)
	}
	r.last, err = r.record(r.last)
	return r.last, err
}

// ReadAll reads all records that are left.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.record(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// FieldPos is where a field of the record read last begins.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.places) {
		panic("out of range index passed to FieldPos")
	}
	return r.places[field].line, r.places[field].column
}

// InputOffset is how much was read.
func (r *Reader) InputOffset() int64 { return r.offset }

// nextLine reads a line with its end, which is \n whatever it was. At the end of the input a line
// without one is as good.
func (r *Reader) nextLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = append(r.long[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = r.r.ReadSlice('\n')
			r.long = append(r.long, line...)
		}
		line = r.long
	}
	n := len(line)
	r.line++
	r.offset += int64(n)
	if n > 0 && err == io.EOF {
		return bytes.TrimSuffix(line, []byte{'\r'}), nil
	}
	if n > 1 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

// lineEnd is the length of b's line end.
func lineEnd(b []byte) int {
	if len(b) > 0 && b[len(b)-1] == '\n' {
		return 1
	}
	return 0
}

func (r *Reader) record(into []string) ([]string, error) {
	if r.Comma == r.Comment || !goodDelimiter(r.Comma) || r.Comment != 0 && !goodDelimiter(r.Comment) {
		return nil, errDelimiter
	}
	var line []byte
	var readErr error
	for readErr == nil {
		line, readErr = r.nextLine()
		first, _ := utf8.DecodeRune(line)
		comment := r.Comment != 0 && first == r.Comment
		if !comment && (readErr != nil || len(line) > lineEnd(line)) {
			break
		}
		line = nil
	}
	if readErr == io.EOF {
		return nil, readErr
	}
	r.text, r.ends, r.places = r.text[:0], r.ends[:0], r.places[:0]
	start := r.line
	err := r.fields(line, readErr)
	text := string(r.text)
	if cap(into) < len(r.ends) {
		into = make([]string, len(r.ends))
	}
	into = into[:len(r.ends)]
	from := 0
	for i, end := range r.ends {
		into[i] = text[from:end]
		from = end
	}
	if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(into)
	} else if r.FieldsPerRecord > 0 && len(into) != r.FieldsPerRecord && err == nil {
		err = &ParseError{StartLine: start, Line: start, Column: 1, Err: ErrFieldCount}
	}
	return into, err
}

// cursor is what is left of a line, and where that is.
type cursor struct {
	rest []byte
	place
	err error // of reading the line
}

func (c *cursor) skip(n int) {
	c.rest = c.rest[n:]
	c.column += n
}

// fields reads the fields of a record that begins with line.
func (r *Reader) fields(line []byte, readErr error) error {
	start := r.line
	c := &cursor{rest: line, place: place{r.line, 1}, err: readErr}
	fail := func(line, column int, err error) error {
		return &ParseError{StartLine: start, Line: line, Column: column, Err: err}
	}
	comma := utf8.RuneLen(r.Comma)
	for more := true; more; {
		if r.TrimLeadingSpace {
			i := bytes.IndexFunc(c.rest, func(r rune) bool { return !unicode.IsSpace(r) })
			if i < 0 {
				i = len(c.rest)
				c.column -= lineEnd(c.rest)
			}
			c.skip(i)
		}
		at := c.place
		if len(c.rest) > 0 && c.rest[0] == '"' {
			var bad *place
			if more, bad = r.quoted(c); bad != nil {
				return fail(bad.line, bad.column, ErrQuote)
			}
			if c.err != nil && !more && len(c.rest) > 0 {
				return c.err
			}
			r.end(at)
			continue
		}
		i := bytes.IndexRune(c.rest, r.Comma)
		field := c.rest
		if more = i >= 0; more {
			field = field[:i]
		} else {
			field = field[:len(field)-lineEnd(field)]
		}
		if !r.LazyQuotes {
			if j := bytes.IndexByte(field, '"'); j >= 0 {
				return fail(r.line, at.column+j, ErrBareQuote)
			}
		}
		r.text = append(r.text, field...)
		r.end(at)
		if more {
			c.skip(i + comma)
		}
	}
	return c.err
}

// end ends a field that began at p.
func (r *Reader) end(p place) {
	r.ends = append(r.ends, len(r.text))
	r.places = append(r.places, p)
}

// quoted reads a field in quotes, and says whether another follows, or where a quote is wrong.
func (r *Reader) quoted(c *cursor) (more bool, bad *place) {
	c.skip(1)
	for {
		i := bytes.IndexByte(c.rest, '"')
		if i < 0 {
			if len(c.rest) == 0 {
				if !r.LazyQuotes && c.err == nil {
					return false, &c.place
				}
				return false, nil
			}
			// It goes on in the next line.
			r.text = append(r.text, c.rest...)
			if c.err != nil {
				return false, nil
			}
			c.column += len(c.rest)
			c.rest, c.err = r.nextLine()
			if len(c.rest) > 0 {
				c.line++
				c.column = 1
			}
			if c.err == io.EOF {
				c.err = nil
			}
			continue
		}
		r.text = append(r.text, c.rest[:i]...)
		c.skip(i + 1)
		next, n := utf8.DecodeRune(c.rest)
		switch {
		case next == '"':
			r.text = append(r.text, '"')
			c.skip(1)
		case next == r.Comma:
			c.skip(n)
			return true, nil
		case len(c.rest) == lineEnd(c.rest):
			c.rest = nil
			return false, nil
		case r.LazyQuotes:
			r.text = append(r.text, '"')
		default:
			return false, &place{r.line, c.column - 1}
		}
	}
}
