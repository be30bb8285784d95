// Writing tokens.

package xml

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Encoder writes tokens and elements.
type Encoder struct{ p printer }

// NewEncoder writes to w.
func NewEncoder(w io.Writer) *Encoder {
	e := &Encoder{printer{w: bufio.NewWriter(w), infos: infos{}}}
	e.p.encoder = e
	return e
}

// Indent puts each element on a line of its own.
func (enc *Encoder) Indent(prefix, indent string) { enc.p.prefix, enc.p.indent = prefix, indent }

// Encode writes v.
func (enc *Encoder) Encode(v any) error { return enc.element(v, nil) }

// EncodeElement writes v as the element start.
func (enc *Encoder) EncodeElement(v any, start StartElement) error { return enc.element(v, &start) }

func (enc *Encoder) element(v any, start *StartElement) error {
	if err := enc.p.value(reflect.ValueOf(v), nil, start); err != nil {
		return err
	}
	return enc.p.w.Flush()
}

// EncodeToken writes a token. See Flush.
func (enc *Encoder) EncodeToken(t Token) error {
	p := &enc.p
	switch t := t.(type) {
	case StartElement:
		if err := p.start(&t); err != nil {
			return err
		}
	case EndElement:
		if err := p.end(t.Name); err != nil {
			return err
		}
	case CharData:
		escape(p, t, false)
	case Comment:
		if bytes.Contains(t, []byte("-->")) {
			return errors.New("xml: EncodeToken of Comment containing --> marker")
		}
		p.put("<!--", string(t), "-->")
	case ProcInst:
		if t.Target == "xml" && p.w.Buffered() != 0 {
			return errors.New("xml: EncodeToken of ProcInst xml target only valid for xml declaration, first token encoded")
		}
		if !isName(t.Target) {
			return errors.New("xml: EncodeToken of ProcInst with invalid Target")
		}
		if bytes.Contains(t.Inst, []byte("?>")) {
			return errors.New("xml: EncodeToken of ProcInst containing ?> marker")
		}
		p.put("<?", t.Target)
		if len(t.Inst) > 0 {
			p.put(" ", string(t.Inst))
		}
		p.put("?>")
	case Directive:
		if !balanced(string(t)) {
			return errors.New("xml: EncodeToken of Directive containing wrong < or > markers")
		}
		p.put("<!", string(t), ">")
	default:
		return errors.New("xml: EncodeToken of invalid token type")
	}
	return p.failed()
}

// balanced reports whether a directive's brackets are in pairs, outside of quotes and comments.
func balanced(s string) bool {
	depth := 0
	quote := byte(0)
	comment := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case comment:
			comment = !strings.HasSuffix(s[:i+1], "-->")
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '<':
			if comment = len(s) > i+4 && s[i:i+4] == "<!--"; !comment {
				depth++
			}
		case c == '>':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0 && quote == 0 && !comment
}

// Flush writes out what is left in the buffer.
func (enc *Encoder) Flush() error { return enc.p.w.Flush() }

// Close flushes; elements that are open are an error.
func (enc *Encoder) Close() error {
	p := &enc.p
	if p.closed {
		return nil
	}
	p.closed = true
	if err := p.w.Flush(); err != nil {
		return err
	}
	if len(p.tags) > 0 {
		return fmt.Errorf("unclosed tag <%s>", p.tags[len(p.tags)-1].Local)
	}
	return nil
}

type printer struct {
	w              *bufio.Writer
	encoder        *Encoder
	infos          infos
	prefix, indent string
	depth          int
	opened         bool // a start tag was the last on a line of its own
	begun          bool // there was a line before
	tags           []Name
	prefixes       []string // of name spaces, with "" where an element begins
	spaces         map[string]string
	byURL          map[string]string
	count          int
	closed         bool
	err            error
}

func (p *printer) Write(b []byte) (n int, err error) {
	if p.closed && p.err == nil {
		p.err = errors.New("use of closed Encoder")
	}
	if p.err == nil {
		n, p.err = p.w.Write(b)
	}
	return n, p.err
}

func (p *printer) put(parts ...string) {
	for _, s := range parts {
		p.Write([]byte(s))
	}
}

func (p *printer) failed() error {
	_, err := p.Write(nil)
	return err
}

func (p *printer) start(e *StartElement) error {
	if e.Name.Local == "" {
		return errors.New("xml: start tag with no name")
	}
	p.tags = append(p.tags, e.Name)
	p.prefixes = append(p.prefixes, "")
	p.line(1)
	p.put("<", e.Name.Local)
	if e.Name.Space != "" {
		p.put(` xmlns="`)
		escape(p, []byte(e.Name.Space), true)
		p.put(`"`)
	}
	for _, a := range e.Attr {
		if a.Name.Local == "" {
			continue
		}
		p.put(" ")
		if a.Name.Space != "" {
			p.put(p.spacePrefix(a.Name.Space), ":")
		}
		p.put(a.Name.Local, `="`)
		escape(p, []byte(a.Value), true)
		p.put(`"`)
	}
	p.put(">")
	return nil
}

func (p *printer) end(name Name) error {
	if name.Local == "" {
		return errors.New("xml: end tag with no name")
	}
	if len(p.tags) == 0 || p.tags[len(p.tags)-1].Local == "" {
		return fmt.Errorf("xml: end tag </%s> without start tag", name.Local)
	}
	if top := p.tags[len(p.tags)-1]; top != name {
		if top.Local != name.Local {
			return fmt.Errorf("xml: end tag </%s> does not match start tag <%s>", name.Local, top.Local)
		}
		return fmt.Errorf("xml: end tag </%s> in namespace %s does not match start tag <%s> in namespace %s", name.Local, name.Space, top.Local, top.Space)
	}
	p.tags = p.tags[:len(p.tags)-1]
	p.line(-1)
	p.put("</", name.Local, ">")
	for n := len(p.prefixes) - 1; n >= 0; n-- {
		prefix := p.prefixes[n]
		p.prefixes = p.prefixes[:n]
		if prefix == "" {
			break
		}
		delete(p.byURL, p.spaces[prefix])
		delete(p.spaces, prefix)
	}
	return nil
}

// spacePrefix is a prefix for a name space, which is declared first if it is new.
func (p *printer) spacePrefix(url string) string {
	if prefix := p.byURL[url]; prefix != "" {
		return prefix
	}
	if url == xmlURL {
		return "xml"
	}
	if p.byURL == nil {
		p.byURL, p.spaces = map[string]string{}, map[string]string{}
	}
	prefix := strings.TrimRight(url, "/")
	prefix = prefix[strings.LastIndexByte(prefix, '/')+1:]
	if !isName(prefix) || strings.Contains(prefix, ":") {
		prefix = "_"
	}
	if len(prefix) > 2 && strings.EqualFold(prefix[:3], "xml") {
		prefix = "_" + prefix
	}
	if base := prefix; p.spaces[base] != "" {
		for p.spaces[prefix] != "" {
			p.count++
			prefix = base + "_" + strconv.Itoa(p.count)
		}
	}
	p.byURL[url], p.spaces[prefix] = prefix, url
	p.put("xmlns:", prefix, `="`)
	escape(p, []byte(url), true)
	p.put(`" `)
	p.prefixes = append(p.prefixes, prefix)
	return prefix
}

// line begins a line for what is so much deeper or less deep.
func (p *printer) line(deeper int) {
	if p.prefix == "" && p.indent == "" {
		return
	}
	if deeper < 0 {
		p.depth--
		empty := p.opened
		p.opened = false
		if empty {
			return
		}
	}
	if p.begun {
		p.put("\n")
	}
	p.begun = true
	p.put(p.prefix, strings.Repeat(p.indent, p.depth))
	if deeper > 0 {
		p.depth++
		p.opened = true
	}
}

// EscapeText writes s for text or an attribute.
func EscapeText(w io.Writer, s []byte) error { return escape(w, s, true) }

// Escape is EscapeText without its error.
func Escape(w io.Writer, s []byte) { EscapeText(w, s) }

func escape(w io.Writer, s []byte, lines bool) error {
	from := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		text := ""
		switch {
		case r == '"':
			text = "&#34;"
		case r == '\'':
			text = "&#39;"
		case r == '&':
			text = "&amp;"
		case r == '<':
			text = "&lt;"
		case r == '>':
			text = "&gt;"
		case r == '\t':
			text = "&#x9;"
		case r == '\n' && lines:
			text = "&#xA;"
		case r == '\r':
			text = "&#xD;"
		case !isChar(r) || r == utf8.RuneError && n == 1:
			text = "\ufffd"
		}
		if text != "" {
			if _, err := w.Write(s[from:i]); err != nil {
				return err
			}
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			from = i + n
		}
		i += n
	}
	_, err := w.Write(s[from:])
	return err
}

// cdata writes s as CDATA sections, which end where s has their end mark.
func cdata(w io.Writer, s []byte) error {
	if len(s) == 0 {
		return nil
	}
	text := strings.ReplaceAll(string(s), "]]>", "]]]]><![CDATA[>")
	_, err := io.WriteString(w, "<![CDATA["+text+"]]>")
	return err
}
