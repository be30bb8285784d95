// Results on random inputs, as sums.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

type myErr struct{ s string }

func (m myErr) Error() string { return m.s }

type ptrErr struct{ x int }

func (m *ptrErr) Error() string { return "p" }

func main() {
	defer report()
	for r := rune(-5); r < 0x110005; r += 137 {
		a := [...]any{unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsPunct(r), unicode.IsControl(r), unicode.IsPrint(r), unicode.IsGraphic(r), unicode.IsNumber(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsTitle(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r), unicode.Is(unicode.Han, r), unicode.Is(unicode.Latin, r), unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.C, r), utf8.RuneLen(r), utf16.RuneLen(r), utf8.ValidRune(r), unicode.TurkishCase.ToUpper(r), unicode.TurkishCase.ToLower(r), unicode.TurkishCase.ToTitle(r)}
		b := [...]any{unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsPunct(r), unicode.IsControl(r), unicode.IsPrint(r), unicode.IsGraphic(r), unicode.IsNumber(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsTitle(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r), unicode.Is(unicode.Han, r), unicode.Is(unicode.Latin, r), unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.C, r), utf8.RuneLen(r), utf16.RuneLen(r), utf8.ValidRune(r), unicode.TurkishCase.ToUpper(r), unicode.TurkishCase.ToLower(r), unicode.TurkishCase.ToTitle(r)}
		if a != b {
			Eq(fmt.Sprintf("%U", r), a, b)
		}
		if r%37 == 0 {
			Eq("enc", string(utf8.AppendRune(nil, r)), string(utf8.AppendRune(nil, r)))
			var p, q [4]byte
			utf8.EncodeRune(p[:], r)
			utf8.EncodeRune(q[:], r)
			Eq("enc2", p, q)
			Eq("16", utf16.Encode([]rune{r, 'a'}), utf16.Encode([]rune{r, 'a'}))
		}
	}
	pool := []byte{0, 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff, 0xbd}
	for i := 0; i < 400; i++ {
		n := rand.Intn(6)
		p := make([]byte, n)
		for j := range p {
			p[j] = pool[rand.Intn(len(pool))]
		}
		if i%100 == 0 {
			p = append(p, "\uFFFD"...)
		}
		s := string(p)
		r1, n1 := utf8.DecodeRune(p)
		r2, n2 := utf8.DecodeRune(p)
		r3, n3 := utf8.DecodeRuneInString(s)
		r4, n4 := utf8.DecodeLastRune(p)
		r5, n5 := utf8.DecodeLastRune(p)
		r6, n6 := utf8.DecodeLastRuneInString(s)
		if r1 != r2 || n1 != n2 || r3 != r2 || n3 != n2 || r4 != r5 || n4 != n5 || r6 != r5 || n6 != n5 || utf8.Valid(p) != utf8.Valid(p) || utf8.ValidString(s) != utf8.Valid(p) || utf8.RuneCount(p) != utf8.RuneCount(p) || utf8.RuneCountInString(s) != utf8.RuneCount(p) || utf8.FullRune(p) != utf8.FullRune(p) || utf8.FullRuneInString(s) != utf8.FullRuneInString(s) {
			Eq("dec", s, "")
		}
		w := make([]uint16, n)
		for j := range w {
			w[j] = []uint16{0x41, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000}[rand.Intn(6)]
		}
		Eq("d16", utf16.Decode(w), utf16.Decode(w))
	}
	// errors
	base := errors.New("base")
	pe := &ptrErr{3}
	chain := fmt.Errorf("w %w", fmt.Errorf("v %w and %w", base, pe))
	Eq("is", errors.Is(chain, base), true)
	Eq("is", errors.Is(chain, pe), true)
	Eq("is", errors.Is(chain, io.EOF), false)
	var t1 *ptrErr
	Eq("as", errors.As(chain, &t1), true)
	Eq("as", t1 == pe, true)
	var t2 myErr
	Eq("as", errors.As(chain, &t2), false)
	Eq("as", errors.As(fmt.Errorf("%w", myErr{"hi"}), &t2), true)
	Eq("as", t2, myErr{"hi"})
	var t3 interface{ Error() string }
	Eq("as", errors.As(chain, &t3), true)
	Eq("as", t3 == chain, true)
	t4, ok := errors.AsType[*ptrErr](chain)
	Eq("astype", t4 == pe, ok)
	for _, v := range []any{nil, 3, (*int)(nil), new(int)} {
		func() {
			defer func() {
				r1 := recover()
				func() {
					defer func() { Eq("aspanic", r1, recover()) }()
					errors.As(base, v)
				}()
			}()
			errors.As(base, v)
		}()
	}
	j := errors.Join(nil, base, nil, pe)
	Eq("join", j.Error(), "base\np")
	Eq("join", errors.Is(j, pe), true)
	Eq("join", errors.Join(nil, nil), nil)
	// io
	b, err := io.ReadAll(io.MultiReader(strings.NewReader("abc"), io.LimitReader(strings.NewReader("defgh"), 3)))
	Eq("ra", string(b), "abcdef")
	Eq("ra", err, nil)
	var w1, w2 bytes.Buffer
	n, err := io.Copy(io.MultiWriter(&w1, &w2), io.TeeReader(strings.NewReader("hello"), &w1))
	Eq("cp", fmt.Sprint(n, err, w1.String(), w2.String()), "5 <nil>hellohellohello")
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprintf(pw, "one two")
		pw.Write(nil)
		pw.CloseWithError(base)
	}()
	b, err = io.ReadAll(pr)
	Eq("pipe", fmt.Sprint(string(b), err), "one twobase")
	_, err = pw.Write([]byte("x"))
	Eq("pipe", err.Error(), "io: read/write on closed pipe")
	sr := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	b, _ = io.ReadAll(sr)
	Eq("sec", string(b), "23456")

}

type lcg struct{ s uint64 }

func (l *lcg) next() uint64 {
	l.s = l.s*6364136223846793005 + 1442695040888963407
	return l.s >> 33
}
func (l *lcg) Intn(n int) int { return int(l.next() % uint64(n)) }
func (l *lcg) Int63() int64   { return int64(l.next()<<32^l.next()) & (1<<63 - 1) }

var rand = &lcg{7}

var sums = map[string]uint64{}

// Eq takes a result into the sum of its kind, and shows the first of each kind.
func Eq(what string, got, want any, args ...any) {
	text := fmt.Sprintf("%q %q = %#v", what, args, got)
	what = kind(what)
	if sums[what] == 0 {
		fmt.Printf("%.200s\n", text)
	}
	sum := sums[what] + 1469598103934665603
	for i := 0; i < len(text); i++ {
		sum = (sum ^ uint64(text[i])) * 1099511628211
	}
	sums[what] = sum
}

// kind is the first word of what; of long formats, "mixed".
func kind(what string) string {
	for i := range what {
		if what[i] == ' ' {
			if what[i:] == " []interface {}" {
				return "mixed"
			}
			return what[:i]
		}
	}
	return what
}

func report() {
	for what, sum := range sums {
		lines = append(lines, fmt.Sprintf("%s: %x", what, sum))
	}
	for range lines {
		for i := 1; i < len(lines); i++ {
			if lines[i] < lines[i-1] {
				lines[i], lines[i-1] = lines[i-1], lines[i]
			}
		}
	}
	for _, line := range lines {
		fmt.Println(line)
	}
}

var lines []string

func Panics(f func() any) (result any) {
	defer func() {
		if r := recover(); r != nil {
			result = fmt.Sprint("panic ", r)
		}
	}()
	return f()
}

func Text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
