// Escaping for HTML, JavaScript and URLs.

package template

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// HTMLEscape writes b for HTML.
func HTMLEscape(w io.Writer, b []byte) {
	from := 0
	for i, c := range b {
		escaped := ""
		switch c {
		case 0:
			escaped = "\ufffd"
		case '"':
			escaped = "&#34;"
		case '\'':
			escaped = "&#39;"
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		default:
			continue
		}
		w.Write(b[from:i])
		io.WriteString(w, escaped)
		from = i + 1
	}
	w.Write(b[from:])
}

// HTMLEscapeString is s for HTML.
func HTMLEscapeString(s string) string {
	var sb strings.Builder
	HTMLEscape(&sb, []byte(s))
	return sb.String()
}

// HTMLEscaper is the text of args for HTML.
func HTMLEscaper(args ...any) string { return HTMLEscapeString(joined(args)) }

// JSEscape writes b for a string of JavaScript.
func JSEscape(w io.Writer, b []byte) {
	for i := 0; i < len(b); {
		c := b[i]
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(b[i:])
			if unicode.IsPrint(r) {
				w.Write(b[i : i+n])
			} else {
				fmt.Fprintf(w, "\\u%04X", r)
			}
			i += n
			continue
		case c == '\\' || c == '\'' || c == '"':
			w.Write([]byte{'\\', c})
		case c < ' ' || c == '<' || c == '>' || c == '&' || c == '=':
			fmt.Fprintf(w, "\\u%04X", c)
		default:
			w.Write(b[i : i+1])
		}
		i++
	}
}

// JSEscapeString is s for a string of JavaScript.
func JSEscapeString(s string) string {
	var sb strings.Builder
	JSEscape(&sb, []byte(s))
	return sb.String()
}

// JSEscaper is the text of args for a string of JavaScript.
func JSEscaper(args ...any) string { return JSEscapeString(joined(args)) }

// URLQueryEscaper is the text of args for the query of a URL.
func URLQueryEscaper(args ...any) string {
	const hex = "0123456789ABCDEF"
	var out []byte
	for _, c := range []byte(joined(args)) {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~", c) >= 0:
			out = append(out, c)
		case c == ' ':
			out = append(out, '+')
		default:
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(out)
}

// joined is the text of args as package fmt prints it.
func joined(args []any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	for i, arg := range args {
		if x, ok := printable(reflect.ValueOf(arg)); ok {
			args[i] = x
		}
	}
	return fmt.Sprint(args...)
}
