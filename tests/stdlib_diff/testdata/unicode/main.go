// Compares packages unicode, utf8, utf16, errors and io with Go's.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
	"x/diff"
	xe "x/errors"
	xio "x/io"
	xu "x/unicode"
	x16 "x/unicode/utf16"
	x8 "x/unicode/utf8"
)

type myErr struct{ s string }

func (m myErr) Error() string { return m.s }

type ptrErr struct{ x int }

func (m *ptrErr) Error() string { return "p" }

func main() {
	for r := rune(-5); r <= unicode.MaxRune+5; r++ {
		a := [...]any{xu.IsLetter(r), xu.IsDigit(r), xu.IsSpace(r), xu.IsUpper(r), xu.IsLower(r), xu.IsPunct(r), xu.IsControl(r), xu.IsPrint(r), xu.IsGraphic(r), xu.IsNumber(r), xu.IsSymbol(r), xu.IsMark(r), xu.IsTitle(r), xu.ToUpper(r), xu.ToLower(r), xu.ToTitle(r), xu.SimpleFold(r), xu.Is(xu.Han, r), xu.Is(xu.Latin, r), xu.Is(xu.Cyrillic, r), xu.Is(xu.C, r), x8.RuneLen(r), x16.RuneLen(r), x8.ValidRune(r), xu.TurkishCase.ToUpper(r), xu.TurkishCase.ToLower(r), xu.TurkishCase.ToTitle(r)}
		b := [...]any{unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsPunct(r), unicode.IsControl(r), unicode.IsPrint(r), unicode.IsGraphic(r), unicode.IsNumber(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsTitle(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r), unicode.Is(unicode.Han, r), unicode.Is(unicode.Latin, r), unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.C, r), utf8.RuneLen(r), utf16.RuneLen(r), utf8.ValidRune(r), unicode.TurkishCase.ToUpper(r), unicode.TurkishCase.ToLower(r), unicode.TurkishCase.ToTitle(r)}
		if a != b {
			diff.Eq(fmt.Sprintf("%U", r), a, b)
		}
		if r%37 == 0 {
			diff.Eq("enc", string(x8.AppendRune(nil, r)), string(utf8.AppendRune(nil, r)))
			var p, q [4]byte
			x8.EncodeRune(p[:], r)
			utf8.EncodeRune(q[:], r)
			diff.Eq("enc2", p, q)
			diff.Eq("16", x16.Encode([]rune{r, 'a'}), utf16.Encode([]rune{r, 'a'}))
		}
	}
	pool := []byte{0, 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff, 0xbd}
	for i := 0; i < 300000; i++ {
		n := rand.Intn(6)
		p := make([]byte, n)
		for j := range p {
			p[j] = pool[rand.Intn(len(pool))]
		}
		if i%100 == 0 {
			p = append(p, "\uFFFD"...)
		}
		s := string(p)
		r1, n1 := x8.DecodeRune(p)
		r2, n2 := utf8.DecodeRune(p)
		r3, n3 := x8.DecodeRuneInString(s)
		r4, n4 := x8.DecodeLastRune(p)
		r5, n5 := utf8.DecodeLastRune(p)
		r6, n6 := x8.DecodeLastRuneInString(s)
		if r1 != r2 || n1 != n2 || r3 != r2 || n3 != n2 || r4 != r5 || n4 != n5 || r6 != r5 || n6 != n5 || x8.Valid(p) != utf8.Valid(p) || x8.ValidString(s) != utf8.Valid(p) || x8.RuneCount(p) != utf8.RuneCount(p) || x8.RuneCountInString(s) != utf8.RuneCount(p) || x8.FullRune(p) != utf8.FullRune(p) || x8.FullRuneInString(s) != utf8.FullRuneInString(s) {
			diff.Eq("dec", s, "")
		}
		w := make([]uint16, n)
		for j := range w {
			w[j] = []uint16{0x41, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000}[rand.Intn(6)]
		}
		diff.Eq("d16", x16.Decode(w), utf16.Decode(w))
	}
	// errors
	base := errors.New("base")
	pe := &ptrErr{3}
	chain := fmt.Errorf("w %w", fmt.Errorf("v %w and %w", base, pe))
	diff.Eq("is", xe.Is(chain, base), true)
	diff.Eq("is", xe.Is(chain, pe), true)
	diff.Eq("is", xe.Is(chain, io.EOF), false)
	var t1 *ptrErr
	diff.Eq("as", xe.As(chain, &t1), true)
	diff.Eq("as", t1 == pe, true)
	var t2 myErr
	diff.Eq("as", xe.As(chain, &t2), false)
	diff.Eq("as", xe.As(fmt.Errorf("%w", myErr{"hi"}), &t2), true)
	diff.Eq("as", t2, myErr{"hi"})
	var t3 interface{ Error() string }
	diff.Eq("as", xe.As(chain, &t3), true)
	diff.Eq("as", t3 == chain, true)
	t4, ok := xe.AsType[*ptrErr](chain)
	diff.Eq("astype", t4 == pe, ok)
	for _, v := range []any{nil, 3, (*int)(nil), new(int)} {
		func() {
			defer func() {
				r1 := recover()
				func() {
					defer func() { diff.Eq("aspanic", r1, recover()) }()
					errors.As(base, v)
				}()
			}()
			xe.As(base, v)
		}()
	}
	j := xe.Join(nil, base, nil, pe)
	diff.Eq("join", j.Error(), "base\np")
	diff.Eq("join", xe.Is(j, pe), true)
	diff.Eq("join", xe.Join(nil, nil), nil)
	// io
	b, err := xio.ReadAll(xio.MultiReader(strings.NewReader("abc"), xio.LimitReader(strings.NewReader("defgh"), 3)))
	diff.Eq("ra", string(b), "abcdef")
	diff.Eq("ra", err, nil)
	var w1, w2 bytes.Buffer
	n, err := xio.Copy(xio.MultiWriter(&w1, &w2), xio.TeeReader(strings.NewReader("hello"), &w1))
	diff.Eq("cp", fmt.Sprint(n, err, w1.String(), w2.String()), "5 <nil>hellohellohello")
	pr, pw := xio.Pipe()
	go func() {
		fmt.Fprintf(pw, "one two")
		pw.Write(nil)
		pw.CloseWithError(base)
	}()
	b, err = xio.ReadAll(pr)
	diff.Eq("pipe", fmt.Sprint(string(b), err), "one twobase")
	_, err = pw.Write([]byte("x"))
	diff.Eq("pipe", err.Error(), "io: read/write on closed pipe")
	sr := xio.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	b, _ = xio.ReadAll(sr)
	diff.Eq("sec", string(b), "23456")
	diff.Done()
}
