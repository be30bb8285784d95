// Streams of values.

package json

import (
	"bytes"
	"io"
	"reflect"
	"strconv"
)

// An Encoder writes values to a stream.
type Encoder struct {
	w              io.Writer
	e              encoder
	prefix, indent string
	err            error
}

// NewEncoder writes to w.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{w: w, e: encoder{html: true, plans: plans{}}}
}

// Encode writes v and the end of the line.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	enc.e.buf, enc.e.depth, enc.e.seen = nil, 0, nil
	if err := enc.e.root(v); err != nil {
		return err
	}
	b := enc.e.buf
	if enc.prefix != "" || enc.indent != "" {
		var err error
		if b, err = appendIndent(nil, b, enc.prefix, enc.indent); err != nil {
			return err
		}
	}
	_, enc.err = enc.w.Write(append(b, '\n'))
	return enc.err
}

// SetIndent puts each element on a line of its own.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// SetEscapeHTML says whether <, > and & are written as escape sequences.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.e.html = on }

// frame is an array or object that a Decoder is within, with the number of values and names in it
// so far.
type frame struct {
	object bool
	n      int
}

// A Decoder reads values from a stream.
type Decoder struct {
	r       io.Reader
	d       decoder
	buf     []byte
	pos     int   // of what was not read yet in buf
	base    int64 // of buf in the stream
	frames  []frame
	err     error
	readErr error
	peeked  bool // by More: InputOffset looks ahead
	ended   bool
}

// NewDecoder reads from r, perhaps more than it needs.
func NewDecoder(r io.Reader) *Decoder {
	return &Decoder{r: r, d: decoder{plans: plans{}}}
}

// UseNumber lets numbers in interfaces be of type Number.
func (dec *Decoder) UseNumber() { dec.d.number = true }

// DisallowUnknownFields makes members without a field errors.
func (dec *Decoder) DisallowUnknownFields() { dec.d.strict = true }

// Buffered is what was read from the stream and is not decoded.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.pos:]) }

// fetch reads more into the buffer.
func (dec *Decoder) fetch() bool {
	if dec.readErr != nil {
		return false
	}
	if dec.pos > 0 {
		dec.base += int64(dec.pos)
		dec.buf = append(dec.buf[:0], dec.buf[dec.pos:]...)
		dec.pos = 0
	}
	const least = 512
	if cap(dec.buf)-len(dec.buf) < least {
		dec.buf = append(make([]byte, 0, 2*cap(dec.buf)+least), dec.buf...)
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	if n == 0 && err == nil {
		err = dec.retry()
	}
	if err != nil && n == 0 {
		dec.readErr = err
		return false
	}
	return true
}

// retry reads from a reader that gave nothing, some times.
func (dec *Decoder) retry() error {
	for range 100 {
		n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
		dec.buf = dec.buf[:len(dec.buf)+n]
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// space is the index of the next byte that is no white space, from at bytes after pos on.
func (dec *Decoder) space(at int) (int, bool) {
	for {
		i := skipSpace(dec.buf, dec.pos+at) - dec.pos
		if dec.pos+i < len(dec.buf) {
			return i, true
		}
		at = i
		if !dec.fetch() {
			return i, false
		}
	}
}

func (dec *Decoder) frame() *frame {
	if len(dec.frames) == 0 {
		return nil
	}
	return &dec.frames[len(dec.frames)-1]
}

// delim is what has to stand before a token that begins with c; 0 if nothing.
func (dec *Decoder) delim(c byte) byte {
	f := dec.frame()
	switch {
	case f == nil:
		return 0
	case f.object && f.n%2 == 1:
		return ':'
	case f.n > 0 && c != '}' && c != ']':
		return ','
	}
	return 0
}

// ahead finds where the next token begins, as bytes after pos. The error is io.EOF only between
// values.
func (dec *Decoder) ahead() (int, error) {
	first, ok := dec.space(0)
	if !ok {
		return 0, dec.stop(first, len(dec.frames) == 0)
	}
	at := first
	var have byte
	if c := dec.buf[dec.pos+at]; c == ',' || c == ':' {
		have = c
		if at, ok = dec.space(at + 1); !ok {
			if dec.delim('"') != have {
				return 0, dec.misplaced(first, dec.delim('"'))
			}
			return 0, dec.stop(at, false)
		}
	}
	if want := dec.delim(dec.buf[dec.pos+at]); want != have {
		return 0, dec.misplaced(first, want)
	}
	return at, nil
}

// stop is the error for an end of the stream at bytes after pos.
func (dec *Decoder) stop(at int, between bool) error {
	if dec.readErr != io.EOF {
		return dec.readErr
	}
	if between {
		return io.EOF
	}
	return dec.shift(truncated(dec.pos + at))
}

// shift counts an error's offset from the start of the stream.
func (dec *Decoder) shift(err *SyntaxError) *SyntaxError {
	err.Offset += dec.base
	return err
}

func (dec *Decoder) misplaced(at int, want byte) error {
	where := "looking for beginning of value"
	switch want {
	case ':':
		where = "after object key"
	case ',':
		where = "after array element"
		if dec.frame().object {
			where = "after object key:value pair"
		}
	}
	return dec.shift(unexpected(dec.buf, dec.pos+at, where))
}

// scan finds the end of the value at bytes after pos, reading on as needed.
func (dec *Decoder) scan(at int) (int, error) {
	for {
		end, bad := scanValue(dec.buf, dec.pos+at, len(dec.frames))
		// A number may go on.
		open := bad == nil && end == len(dec.buf) && kindName(dec.buf[dec.pos+at]) == "number"
		if bad != nil {
			bad = dec.shift(bad)
		}
		end -= dec.pos
		if !open && !isTruncated(bad) {
			if bad != nil {
				return 0, bad
			}
			return end, nil
		}
		if dec.fetch() {
			continue
		}
		if dec.readErr != io.EOF {
			return 0, dec.readErr
		}
		if open {
			return end, nil
		}
		return 0, bad
	}
}

// read takes the value that comes next.
func (dec *Decoder) read() ([]byte, error) {
	at, err := dec.ahead()
	if err != nil {
		return nil, err
	}
	f := dec.frame()
	if c := dec.buf[dec.pos+at]; f != nil && f.object && f.n%2 == 0 && c != '"' && kindName(c) != "" {
		// A name has to be a string; what is wrong otherwise comes first.
		if c == '}' || c == ']' {
			return nil, dec.mismatch(at)
		}
		if _, err := dec.scan(at); err != nil {
			return nil, err
		}
		return nil, dec.shift(&SyntaxError{"object member name must be a string", int64(dec.pos + at + 1)})
	} else if c == '}' || c == ']' {
		return nil, dec.mismatch(at)
	}
	end, err := dec.scan(at)
	if err != nil {
		return nil, err
	}
	b := dec.buf[dec.pos+at : dec.pos+end]
	dec.pos += end
	if f != nil {
		f.n++
	}
	return b, nil
}

// mismatch is about a bracket that does not belong there.
func (dec *Decoder) mismatch(at int) error {
	where := "looking for beginning of value"
	if f := dec.frame(); f != nil && f.n > 0 {
		where = "after array element"
		if f.object {
			where = "after object key:value pair"
		}
	}
	return dec.shift(unexpected(dec.buf, dec.pos+at, where))
}

// Decode reads the next value into what v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	b, err := dec.read()
	if err != nil {
		if s, ok := err.(*SyntaxError); ok && isTruncated(s) {
			err = io.ErrUnexpectedEOF
		}
		dec.err = err
		return err
	}
	dec.peeked, dec.ended = false, false
	return dec.d.document(b, v)
}

// More reports whether the array or object has another element.
func (dec *Decoder) More() bool {
	dec.peeked = true
	at, err := dec.ahead()
	if err != nil {
		if dec.err == nil {
			dec.err = err
		}
		return dec.err != io.EOF
	}
	c := dec.buf[dec.pos+at]
	return c != ']' && c != '}'
}

// Token reads the next token; io.EOF at the end.
func (dec *Decoder) Token() (Token, error) {
	if dec.err != nil {
		return nil, dec.err
	}
	t, err := dec.token()
	if err != nil {
		if s, ok := err.(*SyntaxError); ok && isTruncated(s) {
			if len(bytes.Trim(dec.buf[dec.pos:], " \r\n\t,:")) == 0 {
				dec.ended = true
				return nil, io.EOF
			}
			return nil, io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return t, nil
}

func (dec *Decoder) token() (Token, error) {
	at, err := dec.ahead()
	if err != nil {
		return nil, err
	}
	f := dec.frame()
	c := dec.buf[dec.pos+at]
	isName := f != nil && f.object && f.n%2 == 0
	if c == '}' || c == ']' {
		if f == nil || f.object != (c == '}') {
			return nil, dec.mismatch(at)
		}
		if f.n%2 == 1 && f.object {
			return nil, dec.shift(&SyntaxError{"missing value after object key", int64(dec.pos + at + 1)})
		}
		dec.frames = dec.frames[:len(dec.frames)-1]
		dec.pos += at + 1
		dec.peeked, dec.ended = false, false
		return Delim(c), nil
	}
	end := at + 1
	if c != '{' && c != '[' {
		if end, err = dec.scan(at); err != nil {
			return nil, err
		}
	}
	if isName && c != '"' {
		return nil, dec.shift(&SyntaxError{"object member name must be a string", int64(dec.pos + at + 1)})
	}
	if f != nil {
		f.n++
	}
	raw := dec.buf[dec.pos+at : dec.pos+end]
	dec.pos += end
	dec.peeked, dec.ended = false, false
	switch c {
	case '{', '[':
		dec.frames = append(dec.frames, frame{object: c == '{'})
		return Delim(c), nil
	case 'n':
		return nil, nil
	case 't', 'f':
		return c == 't', nil
	case '"':
		return string(unquote(raw)), nil
	}
	if dec.d.number {
		return Number(raw), nil
	}
	x, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return nil, &UnmarshalTypeError{Value: "number " + string(raw), Type: reflect.TypeFor[float64](), Offset: dec.InputOffset()}
	}
	return x, nil
}

// InputOffset is where in the stream the last token ended; after More, where the next begins.
func (dec *Decoder) InputOffset() int64 {
	at := dec.pos
	if dec.peeked || dec.ended {
		i := skipSpace(dec.buf, at)
		if i < len(dec.buf) {
			at = i
			if dec.ended && (dec.buf[i] == ',' || dec.buf[i] == ':') {
				at++
			}
		}
	}
	return dec.base + int64(at)
}
