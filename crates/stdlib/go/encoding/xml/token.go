// Package xml reads and writes XML 1.0 with name spaces.
//
// Which characters can be in names goes by today's Unicode, not by the tables of XML 1.0. There is
// no table of HTML's entities.
package xml

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError says what is wrong with XML.
type SyntaxError struct {
	Msg  string
	Line int
}

func (e *SyntaxError) Error() string {
	return "XML syntax error on line " + strconv.Itoa(e.Line) + ": " + e.Msg
}

// A Name is a name with its name space.
type Name struct {
	Space, Local string
}

// An Attr is an attribute.
type Attr struct {
	Name  Name
	Value string
}

// A Token is a StartElement, EndElement, CharData, Comment, ProcInst or Directive.
type Token any

// A StartElement begins an element.
type StartElement struct {
	Name Name
	Attr []Attr
}

// Copy is a copy of e.
func (e StartElement) Copy() StartElement {
	e.Attr = append([]Attr{}, e.Attr...)
	return e
}

// End is the end of the element that e begins.
func (e StartElement) End() EndElement { return EndElement{e.Name} }

// An EndElement ends an element.
type EndElement struct {
	Name Name
}

// CharData is text, without escapes.
type CharData []byte

// Copy is a copy of c.
func (c CharData) Copy() CharData { return bytes.Clone(c) }

// A Comment is a comment, without the marks around it.
type Comment []byte

// Copy is a copy of c.
func (c Comment) Copy() Comment { return bytes.Clone(c) }

// A ProcInst is a processing instruction.
type ProcInst struct {
	Target string
	Inst   []byte
}

// Copy is a copy of p.
func (p ProcInst) Copy() ProcInst {
	p.Inst = bytes.Clone(p.Inst)
	return p
}

// A Directive is what stands between <! and >.
type Directive []byte

// Copy is a copy of d.
func (d Directive) Copy() Directive { return bytes.Clone(d) }

// CopyToken is a copy of t that does not change as reading goes on.
func CopyToken(t Token) Token {
	switch t := t.(type) {
	case CharData:
		return t.Copy()
	case Comment:
		return t.Copy()
	case Directive:
		return t.Copy()
	case ProcInst:
		return t.Copy()
	case StartElement:
		return t.Copy()
	}
	return t
}

// A TokenReader gives tokens; io.EOF at the end.
type TokenReader interface {
	Token() (Token, error)
}

// HTMLAutoClose is the elements of HTML that end by themselves.
var HTMLAutoClose = []string{
	"basefont", "br", "area", "link", "img", "param", "hr", "input", "col", "frame", "isindex", "base", "meta",
}

// Header begins a document.
const Header = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

const (
	xmlURL   = "http://www.w3.org/XML/1998/namespace"
	xmlnsTag = "xmlns"
)

// isChar reports whether r can be in a document.
func isChar(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r <= 0xd7ff, 0xe000 <= r && r <= 0xfffd:
		return true
	}
	return 0x10000 <= r && r <= unicode.MaxRune
}

// isNameByte reports whether c, or what it begins, may be in a name.
func isNameByte(c byte) bool {
	return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' ||
		c == '_' || c == ':' || c == '.' || c == '-' || c >= utf8.RuneSelf
}

func isName(s string) bool {
	for i, r := range s {
		if r == utf8.RuneError {
			return false
		}
		if r == '_' || r == ':' || unicode.IsLetter(r) {
			continue
		}
		inside := r == '-' || r == '.' || r == 0xb7 || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
		if i == 0 || !inside {
			return false
		}
	}
	return s != ""
}
