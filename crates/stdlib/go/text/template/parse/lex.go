// Package parse turns the text of templates into trees.
package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a token is.
type kind int

const (
	kError kind = iota // its text says what is wrong
	kBool
	kChar // a character that is nothing else, as a comma
	kCharConstant
	kComment
	kComplex
	kAssign
	kDeclare
	kEOF
	kField
	kIdentifier
	kLeftDelim
	kLeftParen
	kNumber
	kPipe
	kRawString
	kRightDelim
	kRightParen
	kSpace
	kString
	kText
	kVariable
	kDot
	kKeyword // those below are words
	kBlock
	kBreak
	kContinue
	kDefine
	kElse
	kEnd
	kIf
	kNil
	kRange
	kTemplate
	kWith
)

var keywords = map[string]kind{
	"block": kBlock, "break": kBreak, "continue": kContinue, "define": kDefine, "else": kElse, "end": kEnd,
	"if": kIf, "nil": kNil, "range": kRange, "template": kTemplate, "with": kWith,
}

type token struct {
	kind kind
	pos  Pos
	text string
	line int
}

func (t token) String() string {
	switch {
	case t.kind == kEOF:
		return "EOF"
	case t.kind == kError:
		return t.text
	case t.kind > kKeyword || t.kind == kDot:
		return "<" + t.text + ">"
	case len(t.text) > 10:
		return fmt.Sprintf("%.10q...", t.text)
	}
	return fmt.Sprintf("%q", t.text)
}

const (
	leftComment  = "/*"
	rightComment = "*/"
	spaces       = " \t\r\n"
)

// lexer cuts a text into tokens, all at once: what a token is does not depend on what the parser
// makes of those before it.
type lexer struct {
	input       string
	left, right string
	comments    bool // are tokens
	breaks      bool // break is a keyword
	continues   bool

	pos, start int
	line       int // at counted
	counted    int
	parens     int

	tokens []token
	at     int // of the token that comes next
	given  int // tokens that were looked at
}

func (l *lexer) emit(k kind) {
	l.line += strings.Count(l.input[l.counted:l.start], "\n")
	l.counted = l.start
	l.tokens = append(l.tokens, token{k, Pos(l.start), l.input[l.start:l.pos], l.line})
	l.start = l.pos
}

// skip leaves out what was read since the last token.
func (l *lexer) skip() { l.start = l.pos }

// fail is the last token.
func (l *lexer) fail(format string, args ...any) bool {
	l.emit(kError)
	l.tokens[len(l.tokens)-1].text = fmt.Sprintf(format, args...)
	return false
}

func (l *lexer) run() {
	l.line = 1
	for l.text() {
		for l.inside() {
		}
		if last := l.tokens[len(l.tokens)-1]; last.kind == kError {
			return
		}
	}
}

func (l *lexer) rest() string { return l.input[l.pos:] }

const end = -1

func (l *lexer) peek() rune {
	if l.pos == len(l.input) {
		return end
	}
	r, _ := utf8.DecodeRuneInString(l.rest())
	return r
}

func (l *lexer) next() rune {
	if l.pos == len(l.input) {
		return end
	}
	r, n := utf8.DecodeRuneInString(l.rest())
	l.pos += n
	return r
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// trims reports whether s begins with a mark that white space before an action goes.
func trimsLeft(s string) bool { return len(s) > 1 && s[0] == '-' && isSpace(rune(s[1])) }

func trimsRight(s string) bool { return len(s) > 1 && isSpace(rune(s[0])) && s[1] == '-' }

// text reads up to the next action; false at the end of the input or at an error.
func (l *lexer) text() bool {
	for {
		i := strings.Index(l.rest(), l.left)
		if i < 0 {
			if l.pos = len(l.input); l.pos > l.start {
				l.emit(kText)
			}
			l.emit(kEOF)
			return false
		}
		begin := l.pos + i
		l.pos = begin
		after := begin + len(l.left)
		trim := trimsLeft(l.input[after:])
		if trim {
			l.pos = l.start + len(strings.TrimRight(l.input[l.start:begin], spaces))
		}
		if l.pos > l.start {
			l.emit(kText)
		}
		l.start, l.pos = begin, after
		mark := 0
		if trim {
			mark = 2
		}
		if !strings.HasPrefix(l.input[after+mark:], leftComment) {
			l.emit(kLeftDelim)
			l.pos += mark
			l.skip()
			l.parens = 0
			return true
		}
		l.pos += mark
		l.skip()
		if !l.comment() {
			return false
		}
	}
}

func (l *lexer) comment() bool {
	i := strings.Index(l.input[l.pos+len(leftComment):], rightComment)
	if i < 0 {
		l.pos += len(leftComment)
		return l.fail("unclosed comment")
	}
	l.pos += len(leftComment) + i + len(rightComment)
	closes, trim := l.atRight()
	if !closes {
		return l.fail("comment ends before closing delimiter")
	}
	if l.comments {
		l.emit(kComment)
	}
	l.close(trim)
	l.skip()
	return true
}

// atRight reports whether the end of an action comes next, and whether white space after it goes.
func (l *lexer) atRight() (closes, trim bool) {
	if trimsRight(l.rest()) && strings.HasPrefix(l.rest()[2:], l.right) {
		return true, true
	}
	return strings.HasPrefix(l.rest(), l.right), false
}

// close reads the end of an action.
func (l *lexer) close(trim bool) {
	if !trim {
		l.pos += len(l.right)
		return
	}
	l.pos += 2 + len(l.right)
	l.pos = len(l.input) - len(strings.TrimLeft(l.rest(), spaces))
}

// inside reads a token of an action; false at its end or at an error.
func (l *lexer) inside() bool {
	if closes, trim := l.atRight(); closes {
		if l.parens > 0 {
			return l.fail("unclosed left paren")
		}
		if trim {
			l.pos += 2
			l.skip()
		}
		l.pos += len(l.right)
		l.emit(kRightDelim)
		if trim {
			l.pos = len(l.input) - len(strings.TrimLeft(l.rest(), spaces))
			l.skip()
		}
		return false
	}
	r := l.next()
	switch {
	case r == end:
		return l.fail("unclosed action")
	case isSpace(r):
		return l.space()
	case r == '=':
		l.emit(kAssign)
	case r == ':':
		if l.next() != '=' {
			return l.fail("expected :=")
		}
		l.emit(kDeclare)
	case r == '|':
		l.emit(kPipe)
	case r == '"':
		return l.quoted('"', kString, "unterminated quoted string")
	case r == '\'':
		return l.quoted('\'', kCharConstant, "unterminated character constant")
	case r == '`':
		i := strings.IndexByte(l.rest(), '`')
		if i < 0 {
			l.pos = len(l.input)
			return l.fail("unterminated raw quoted string")
		}
		l.pos += i + 1
		l.emit(kRawString)
	case r == '$':
		return l.name(kVariable, kVariable)
	case r == '.' && (l.pos == len(l.input) || l.input[l.pos] < '0' || l.input[l.pos] > '9'):
		if l.pos == len(l.input) {
			// So near the end it is taken for a number.
			l.pos--
			return l.number()
		}
		return l.name(kDot, kField)
	case r == '.' || r == '+' || r == '-' || '0' <= r && r <= '9':
		l.pos--
		return l.number()
	case isWord(r):
		return l.word()
	case r == '(':
		l.parens++
		l.emit(kLeftParen)
	case r == ')':
		if l.parens--; l.parens < 0 {
			return l.fail("unexpected right paren")
		}
		l.emit(kRightParen)
	case r <= unicode.MaxASCII && unicode.IsPrint(r):
		l.emit(kChar)
	default:
		return l.fail("unrecognized character in action: %#U", r)
	}
	return true
}

// space reads white space, but for that before the end of an action with a mark.
func (l *lexer) space() bool {
	for isSpace(l.peek()) {
		l.pos++
	}
	if trimsRight(l.input[l.pos-1:]) && strings.HasPrefix(l.input[l.pos+1:], l.right) {
		l.pos--
		if l.pos == l.start {
			return true
		}
	}
	l.emit(kSpace)
	return true
}

func (l *lexer) quoted(quote rune, k kind, open string) bool {
	for {
		r := l.next()
		if r == quote {
			l.emit(k)
			return true
		}
		if r == '\\' {
			r = l.next()
			if r != end && r != '\n' {
				continue
			}
		}
		if r == end || r == '\n' {
			return l.fail("%s", open)
		}
	}
}

// atEnd reports whether what comes next cannot be part of a name.
func (l *lexer) atEnd() bool {
	r := l.peek()
	return r == end || isSpace(r) || strings.ContainsRune(".,|:)(", r) || strings.HasPrefix(l.rest(), l.right)
}

// name reads what follows $ or a dot: bare if nothing does.
func (l *lexer) name(bare, full kind) bool {
	if l.atEnd() {
		l.emit(bare)
		return true
	}
	for isWord(l.peek()) {
		l.next()
	}
	if !l.atEnd() {
		return l.fail("bad character %#U", l.peek())
	}
	l.emit(full)
	return true
}

func (l *lexer) word() bool {
	for isWord(l.peek()) {
		l.next()
	}
	if !l.atEnd() {
		return l.fail("bad character %#U", l.peek())
	}
	word := l.input[l.start:l.pos]
	k := keywords[word]
	switch {
	case word == "true" || word == "false":
		k = kBool
	case k == 0, k == kBreak && !l.breaks, k == kContinue && !l.continues:
		k = kIdentifier
	}
	l.emit(k)
	return true
}

func (l *lexer) number() bool {
	k := kNumber
	good := l.part()
	if r := l.peek(); good && (r == '+' || r == '-') {
		k = kComplex
		good = l.part() && l.input[l.pos-1] == 'i'
	}
	if !good {
		return l.fail("bad number syntax: %q", l.input[l.start:l.pos])
	}
	l.emit(k)
	return true
}

func (l *lexer) accept(chars string) bool {
	if r := l.peek(); r != end && strings.ContainsRune(chars, r) {
		l.pos++
		return true
	}
	return false
}

// part reads a number; whether it is a good one comes out when it is worked out.
func (l *lexer) part() bool {
	const decimal = "0123456789_"
	digits, exponent := decimal, "eE"
	l.accept("+-")
	if l.accept("0") {
		switch {
		case l.accept("xX"):
			digits, exponent = "0123456789abcdefABCDEF_", "pP"
		case l.accept("oO"):
			digits, exponent = "01234567_", ""
		case l.accept("bB"):
			digits, exponent = "01_", ""
		}
	}
	for l.accept(digits) {
	}
	if l.accept(".") {
		for l.accept(digits) {
		}
	}
	if l.accept(exponent) {
		l.accept("+-")
		for l.accept(decimal) {
		}
	}
	l.accept("i")
	if isWord(l.peek()) {
		l.next()
		return false
	}
	return true
}
