// Reading tokens.

package xml

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Decoder reads tokens and elements.
type Decoder struct {
	Strict        bool     // wants what XML wants
	AutoClose     []string // elements that end by themselves, if not strict
	Entity        map[string]string
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
	DefaultSpace  string

	r         io.ByteReader
	t         TokenReader
	buf       bytes.Buffer
	saved     *bytes.Buffer
	stack     []frame
	depth     int  // elements in stack
	needClose bool // an end comes next that was not written
	toClose   Name
	later     Token
	nextByte  int
	ns        map[string]string
	err       error
	line      int
	lineStart int64
	offset    int64
	inMethod  bool
}

// frame is an element that is open, a name space that it hides, or where a method's input ends.
type frame struct {
	kind frameKind
	name Name
	had  bool // there was such a name space before
}

type frameKind int

const (
	elementFrame frameKind = iota
	spaceFrame
	endFrame
)

// NewDecoder reads from r.
func NewDecoder(r io.Reader) *Decoder {
	d := &Decoder{ns: map[string]string{}, nextByte: -1, line: 1, Strict: true}
	d.readFrom(r)
	return d
}

// NewTokenDecoder reads elements from tokens.
func NewTokenDecoder(t TokenReader) *Decoder {
	if d, ok := t.(*Decoder); ok {
		return d
	}
	return &Decoder{ns: map[string]string{}, t: t, nextByte: -1, line: 1, Strict: true}
}

func (d *Decoder) readFrom(r io.Reader) {
	if b, ok := r.(io.ByteReader); ok {
		d.r = b
	} else {
		d.r = bufio.NewReader(r)
	}
}

func (d *Decoder) syntax(text string) error { return &SyntaxError{Msg: text, Line: d.line} }

func (d *Decoder) top() *frame {
	if len(d.stack) == 0 {
		return nil
	}
	return &d.stack[len(d.stack)-1]
}

func (d *Decoder) atEnd() bool {
	top := d.top()
	return top != nil && top.kind == endFrame
}

// Token reads the next token, with name spaces, and checks that elements end as they begin.
func (d *Decoder) Token() (Token, error) {
	if d.atEnd() {
		return nil, io.EOF
	}
	t := d.later
	d.later = nil
	if t == nil {
		var err error
		if t, err = d.rawToken(); t == nil && err != nil {
			if err == io.EOF && len(d.stack) > 0 {
				err = d.syntax("unexpected EOF")
			}
			return nil, err
		}
	}
	if !d.Strict {
		if end, ok := d.autoClose(t); ok {
			d.later = t
			t = end
		}
	}
	switch e := t.(type) {
	case StartElement:
		for _, a := range e.Attr {
			if a.Name.Space == xmlnsTag {
				d.pushSpace(a.Name.Local, a.Value)
			} else if a.Name == (Name{"", xmlnsTag}) {
				d.pushSpace("", a.Value)
			}
		}
		d.stack = append(d.stack, frame{kind: elementFrame, name: e.Name})
		d.depth++
		d.translate(&e.Name, true)
		for i := range e.Attr {
			d.translate(&e.Attr[i].Name, false)
		}
		t = e
	case EndElement:
		if !d.pop(&e) {
			return nil, d.err
		}
		t = e
	}
	return t, nil
}

func (d *Decoder) pushSpace(prefix, url string) {
	old, had := d.ns[prefix]
	d.stack = append(d.stack, frame{spaceFrame, Name{old, prefix}, had})
	d.ns[prefix] = url
}

// translate puts the name space in the place of its prefix.
func (d *Decoder) translate(n *Name, element bool) {
	switch {
	case n.Space == xmlnsTag, n.Space == "" && !element, n.Space == "" && n.Local == xmlnsTag:
		return
	case n.Space == "xml":
		n.Space = xmlURL
	}
	if url, ok := d.ns[n.Space]; ok {
		n.Space = url
	} else if n.Space == "" {
		n.Space = d.DefaultSpace
	}
}

// pop ends an element, which must be the one begun last.
func (d *Decoder) pop(e *EndElement) bool {
	f := d.top()
	name := e.Name
	if f == nil || f.kind != elementFrame {
		if f != nil {
			d.stack = d.stack[:len(d.stack)-1]
		}
		d.err = d.syntax("unexpected end element </" + name.Local + ">")
		return false
	}
	begun := f.name
	d.stack = d.stack[:len(d.stack)-1]
	d.depth--
	switch {
	case begun.Local != name.Local && !d.Strict:
		d.needClose, d.toClose = true, name
		e.Name = begun
		return true
	case begun.Local != name.Local:
		d.err = d.syntax("element <" + begun.Local + "> closed by </" + name.Local + ">")
		return false
	case begun.Space != name.Space:
		space := name.Space
		if space == "" {
			space = `""`
		}
		d.err = d.syntax("element <" + begun.Local + "> in space " + begun.Space + " closed by </" + name.Local + "> in space " + space)
		return false
	}
	d.translate(&e.Name, true)
	for f := d.top(); f != nil && f.kind == spaceFrame; f = d.top() {
		if f.had {
			d.ns[f.name.Local] = f.name.Space
		} else {
			delete(d.ns, f.name.Local)
		}
		d.stack = d.stack[:len(d.stack)-1]
	}
	return true
}

// autoClose is the end of the open element if that ends by itself and t is not its end.
func (d *Decoder) autoClose(t Token) (Token, bool) {
	f := d.top()
	if f == nil || f.kind != elementFrame {
		return nil, false
	}
	for _, name := range d.AutoClose {
		if strings.EqualFold(name, f.name.Local) {
			end, ok := t.(EndElement)
			return EndElement{f.name}, !ok || !strings.EqualFold(end.Name.Local, f.name.Local)
		}
	}
	return nil, false
}

// RawToken reads the next token as it is.
func (d *Decoder) RawToken() (Token, error) {
	if d.inMethod {
		return nil, errors.New("xml: cannot use RawToken from UnmarshalXML method")
	}
	return d.rawToken()
}

// InputOffset is how much was read.
func (d *Decoder) InputOffset() int64 { return d.offset }

// InputPos is where reading stands.
func (d *Decoder) InputPos() (line, column int) { return d.line, int(d.offset-d.lineStart) + 1 }

// ---- bytes

func (d *Decoder) get() (byte, bool) {
	if d.err != nil {
		return 0, false
	}
	var c byte
	if d.nextByte >= 0 {
		c = byte(d.nextByte)
		d.nextByte = -1
	} else {
		if c, d.err = d.r.ReadByte(); d.err != nil {
			return 0, false
		}
		if d.saved != nil {
			d.saved.WriteByte(c)
		}
	}
	if c == '\n' {
		d.line++
		d.lineStart = d.offset + 1
	}
	d.offset++
	return c, true
}

// must is get where the input cannot end.
func (d *Decoder) must() (byte, bool) {
	c, ok := d.get()
	if !ok && d.err == io.EOF {
		d.err = d.syntax("unexpected EOF")
	}
	return c, ok
}

func (d *Decoder) unget(c byte) {
	if c == '\n' {
		d.line--
	}
	d.nextByte = int(c)
	d.offset--
}

func (d *Decoder) savedLen() int {
	n := d.saved.Len()
	if d.nextByte >= 0 {
		n--
	}
	return n
}

func (d *Decoder) space() {
	for {
		c, ok := d.get()
		if !ok {
			return
		}
		if c != ' ' && c != '\r' && c != '\n' && c != '\t' {
			d.unget(c)
			return
		}
	}
}

// readName appends what looks like a name to the buffer.
func (d *Decoder) readName() bool {
	for n := 0; ; n++ {
		c, ok := d.must()
		if !ok {
			return false
		}
		if !isNameByte(c) {
			d.unget(c)
			return n > 0
		}
		d.buf.WriteByte(c)
	}
}

func (d *Decoder) name() (string, bool) {
	d.buf.Reset()
	if !d.readName() {
		return "", false
	}
	s := d.buf.String()
	if !isName(s) {
		d.err = d.syntax("invalid XML name: " + s)
		return "", false
	}
	return s, true
}

// nsName reads a name with a prefix; text is the error if there is none.
func (d *Decoder) nsName(text string) (Name, bool) {
	s, ok := d.name()
	if ok && strings.Count(s, ":") > 1 {
		ok = false
	}
	if !ok {
		if d.err == nil {
			d.err = d.syntax(text)
		}
		return Name{}, false
	}
	if space, local, ok := strings.Cut(s, ":"); ok && space != "" && local != "" {
		return Name{space, local}, true
	}
	return Name{Local: s}, true
}

// ---- tokens

func (d *Decoder) rawToken() (Token, error) {
	if d.t != nil {
		return d.t.Token()
	}
	if d.err != nil {
		return nil, d.err
	}
	if d.needClose {
		d.needClose = false
		return EndElement{d.toClose}, nil
	}
	c, ok := d.get()
	if !ok {
		return nil, d.err
	}
	if c != '<' {
		d.unget(c)
		return d.charData(d.text(-1, false))
	}
	if c, ok = d.must(); !ok {
		return nil, d.err
	}
	var t Token
	switch c {
	case '/':
		t, ok = d.endElement()
	case '?':
		t, ok = d.procInst()
	case '!':
		t, ok = d.declaration()
	default:
		d.unget(c)
		t, ok = d.startElement()
	}
	if !ok {
		return nil, d.err
	}
	return t, nil
}

func (d *Decoder) charData(b []byte) (Token, error) {
	if b == nil {
		return nil, d.err
	}
	return CharData(b), nil
}

func (d *Decoder) endElement() (Token, bool) {
	name, ok := d.nsName("expected element name after </")
	if !ok {
		return nil, false
	}
	d.space()
	c, ok := d.must()
	if ok && c != '>' {
		d.err = d.syntax("invalid characters between </" + name.Local + " and >")
		return nil, false
	}
	return EndElement{name}, ok
}

func (d *Decoder) startElement() (Token, bool) {
	name, ok := d.nsName("expected element name after <")
	if !ok {
		return nil, false
	}
	e := StartElement{name, []Attr{}}
	for {
		d.space()
		c, ok := d.must()
		if !ok {
			return nil, false
		}
		switch c {
		case '>':
			return e, true
		case '/':
			if c, ok = d.must(); !ok {
				return nil, false
			}
			if c != '>' {
				d.err = d.syntax("expected /> in element")
				return nil, false
			}
			d.needClose, d.toClose = true, name
			return e, true
		}
		d.unget(c)
		a, ok := d.attribute()
		if !ok {
			return nil, false
		}
		e.Attr = append(e.Attr, a)
	}
}

func (d *Decoder) attribute() (a Attr, ok bool) {
	if a.Name, ok = d.nsName("expected attribute name in element"); !ok {
		return a, false
	}
	d.space()
	c, ok := d.must()
	if !ok {
		return a, false
	}
	if c != '=' {
		if d.Strict {
			d.err = d.syntax("attribute name without = in element")
			return a, false
		}
		d.unget(c)
		a.Value = a.Name.Local
		return a, true
	}
	d.space()
	value := d.attrValue()
	a.Value = string(value)
	return a, value != nil
}

func (d *Decoder) attrValue() []byte {
	c, ok := d.must()
	if !ok {
		return nil
	}
	if c == '"' || c == '\'' {
		return d.text(int(c), false)
	}
	if d.Strict {
		d.err = d.syntax("unquoted or missing attribute value in element")
		return nil
	}
	d.buf.Reset()
	for c != '.' && isNameByte(c) && c < utf8.RuneSelf {
		d.buf.WriteByte(c)
		if c, ok = d.must(); !ok {
			return nil
		}
	}
	d.unget(c)
	return append([]byte{}, d.buf.Bytes()...)
}

// until reads what stands before a mark.
func (d *Decoder) until(mark string) ([]byte, bool) {
	d.buf.Reset()
	for {
		c, ok := d.must()
		if !ok {
			return nil, false
		}
		d.buf.WriteByte(c)
		if b := d.buf.Bytes(); bytes.HasSuffix(b, []byte(mark)) {
			return b[:len(b)-len(mark)], true
		}
	}
}

func (d *Decoder) procInst() (Token, bool) {
	target, ok := d.name()
	if !ok {
		if d.err == nil {
			d.err = d.syntax("expected target name after <?")
		}
		return nil, false
	}
	d.space()
	b, ok := d.until("?>")
	if !ok {
		return nil, false
	}
	if target == "xml" {
		if d.err = d.header(string(b)); d.err != nil {
			return nil, false
		}
	}
	return ProcInst{target, b}, true
}

// header looks at the declaration of a document.
func (d *Decoder) header(s string) error {
	if v := parameter("version", s); v != "" && v != "1.0" {
		return fmt.Errorf("xml: unsupported version %q; only version 1.0 is supported", v)
	}
	charset := parameter("encoding", s)
	if charset == "" || strings.EqualFold(charset, "utf-8") {
		return nil
	}
	if d.CharsetReader == nil {
		return fmt.Errorf("xml: encoding %q declared but Decoder.CharsetReader is nil", charset)
	}
	r, err := d.CharsetReader(charset, d.r.(io.Reader))
	if err != nil {
		return fmt.Errorf("xml: opening charset %q: %w", charset, err)
	}
	if r == nil {
		panic("CharsetReader returned a nil Reader for charset " + charset)
	}
	d.readFrom(r)
	return nil
}

// parameter is the value of name="value" in s.
func parameter(name, s string) string {
	for {
		_, after, ok := strings.Cut(s, name+"=")
		if !ok || after == "" {
			return ""
		}
		if c := after[0]; c == '"' || c == '\'' {
			value, _, ok := strings.Cut(after[1:], string(rune(c)))
			if !ok {
				return ""
			}
			return value
		}
		s = after[1:]
	}
}

// declaration reads a comment, a CDATA section or a directive.
func (d *Decoder) declaration() (Token, bool) {
	c, ok := d.must()
	if !ok {
		return nil, false
	}
	switch c {
	case '-':
		if c, ok = d.must(); !ok {
			return nil, false
		}
		if c != '-' {
			d.err = d.syntax("invalid sequence <!- not part of <!--")
			return nil, false
		}
		b, ok := d.until("--")
		if !ok {
			return nil, false
		}
		b = append([]byte{}, b...)
		if c, ok = d.must(); !ok {
			return nil, false
		}
		if c != '>' {
			d.err = d.syntax(`invalid sequence "--" not allowed in comments`)
			return nil, false
		}
		return Comment(b), true
	case '[':
		for _, want := range []byte("CDATA[") {
			if c, ok = d.must(); !ok {
				return nil, false
			}
			if c != want {
				d.err = d.syntax("invalid <![ sequence")
				return nil, false
			}
		}
		b := d.text(-1, true)
		return CharData(b), b != nil
	}
	return d.directive(c)
}

func (d *Decoder) directive(c byte) (Token, bool) {
	d.buf.Reset()
	d.buf.WriteByte(c)
	quote := byte(0)
	depth := 0
	again := false // c was read already
	for {
		var ok bool
		if !again {
			if c, ok = d.must(); !ok {
				return nil, false
			}
			if quote == 0 && c == '>' && depth == 0 {
				return Directive(d.buf.Bytes()), true
			}
		}
		again = false
		d.buf.WriteByte(c)
		switch {
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '\'' || c == '"':
			quote = c
		case c == '>':
			depth--
		case c == '<':
			comment := true
			for i, want := range []byte("!--") {
				if c, ok = d.must(); !ok {
					return nil, false
				}
				if c != want {
					d.buf.WriteString("!--"[:i])
					depth++
					comment, again = false, true
					break
				}
			}
			if !comment {
				continue
			}
			// A space stands for a comment.
			before := append([]byte{}, d.buf.Bytes()[:d.buf.Len()-1]...)
			if _, ok = d.until("-->"); !ok {
				return nil, false
			}
			d.buf.Reset()
			d.buf.Write(before)
			d.buf.WriteByte(' ')
		}
	}
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// text reads up to the next < or quote, or the end of a CDATA section; nil if it cannot.
func (d *Decoder) text(quote int, cdata bool) []byte {
	d.buf.Reset()
	var b0, b1 byte
	cut := 0
	for {
		c, ok := d.get()
		if !ok {
			if !cdata {
				break
			}
			if d.err == io.EOF {
				d.err = d.syntax("unexpected EOF in CDATA section")
			}
			return nil
		}
		if quote < 0 && b0 == ']' && b1 == ']' && c == '>' {
			if !cdata {
				d.err = d.syntax("unescaped ]]> not in CDATA section")
				return nil
			}
			cut = 2
			break
		}
		if c == '<' && !cdata {
			if quote >= 0 {
				d.err = d.syntax("unescaped < inside quoted string")
				return nil
			}
			d.unget(c)
			break
		}
		if quote >= 0 && c == byte(quote) {
			break
		}
		if c == '&' && !cdata {
			if !d.reference() {
				return nil
			}
			b0, b1 = 0, 0
			continue
		}
		switch {
		case c == '\r':
			d.buf.WriteByte('\n')
		case c == '\n' && b1 == '\r':
			// The end of the line is there already.
		default:
			d.buf.WriteByte(c)
		}
		b0, b1 = b1, c
	}
	b := d.buf.Bytes()
	b = append([]byte{}, b[:len(b)-cut]...)
	for rest := b; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			d.err = d.syntax("invalid UTF-8")
			return nil
		}
		if !isChar(r) {
			d.err = d.syntax(fmt.Sprintf("illegal character code %U", r))
			return nil
		}
		rest = rest[n:]
	}
	return b
}

// reference reads what follows an ampersand and appends what it stands for.
func (d *Decoder) reference() bool {
	before := d.buf.Len()
	d.buf.WriteByte('&')
	c, ok := d.must()
	if !ok {
		return false
	}
	number := c == '#'
	base := 10
	if number {
		d.buf.WriteByte(c)
		if c, ok = d.must(); !ok {
			return false
		}
		if c == 'x' {
			base = 16
			d.buf.WriteByte(c)
			if c, ok = d.must(); !ok {
				return false
			}
		}
	}
	start := d.buf.Len()
	if number {
		for '0' <= c && c <= '9' || base == 16 && ('a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			d.buf.WriteByte(c)
			if c, ok = d.must(); !ok {
				return false
			}
		}
	} else {
		d.unget(c)
		if !d.readName() && d.err != nil {
			return false
		}
		if c, ok = d.must(); !ok {
			return false
		}
	}
	if c != ';' {
		d.unget(c)
	} else {
		name := string(d.buf.Bytes()[start:])
		d.buf.WriteByte(c)
		text, known := "", false
		if number {
			n, err := strconv.ParseUint(name, base, 64)
			if known = err == nil && n <= unicode.MaxRune; known {
				text = string(rune(n))
			}
		} else if isName(name) {
			if text, known = entities[name]; !known {
				text, known = d.Entity[name]
			}
		}
		if known {
			d.buf.Truncate(before)
			d.buf.WriteString(text)
			return true
		}
	}
	if !d.Strict {
		return true
	}
	entity := string(d.buf.Bytes()[before:])
	if !strings.HasSuffix(entity, ";") {
		entity += " (no semicolon)"
	}
	d.err = d.syntax("invalid character entity " + entity)
	return false
}
