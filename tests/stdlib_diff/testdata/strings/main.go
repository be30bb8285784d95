// Compares package strings with Go's.
package main

import (
	"fmt"
	"io"
	"math/rand"
	"slices"
	"strings"
	"unicode"
	"x/diff"
	x "x/strings"
)

func main() {
	parts := []string{"a", "b", "ab", "A", "é", "É", " ", "\t", "\n", ",", "\x80", "\xff", "日", "\uFFFD", "K", "K", "ſ", "s", "_", "1", "ǆ", "\u00a0", "\u2003"}
	gen := func(n int) string {
		s := ""
		for k := rand.Intn(n); k > 0; k-- {
			s += parts[rand.Intn(len(parts))]
		}
		return s
	}
	for i := 0; i < 200000; i++ {
		s, t, u := gen(9), gen(3), gen(3)
		n := rand.Intn(6) - 1
		r := []rune(gen(3) + "a")[0]
		if rand.Intn(20) == 0 {
			r = rune(rand.Intn(0x120000)) - 5
		}
		diff.Eq("Contains", x.Contains(s, t), strings.Contains(s, t), s, t)
		diff.Eq("ContainsAny", x.ContainsAny(s, t), strings.ContainsAny(s, t), s, t)
		diff.Eq("IndexAny", x.IndexAny(s, t), strings.IndexAny(s, t), s, t)
		diff.Eq("LastIndexAny", x.LastIndexAny(s, t), strings.LastIndexAny(s, t), s, t)
		diff.Eq("IndexRune", x.IndexRune(s, r), strings.IndexRune(s, r), s, r)
		diff.Eq("ContainsRune", x.ContainsRune(s, r), strings.ContainsRune(s, r), s, r)
		diff.Eq("IndexFunc", x.IndexFunc(s, unicode.IsUpper), strings.IndexFunc(s, unicode.IsUpper), s)
		diff.Eq("LastIndexFunc", x.LastIndexFunc(s, unicode.IsUpper), strings.LastIndexFunc(s, unicode.IsUpper), s)
		diff.Eq("LastIndex", x.LastIndex(s, t), strings.LastIndex(s, t), s, t)
		diff.Eq("LastIndexByte", x.LastIndexByte(s, 'a'), strings.LastIndexByte(s, 'a'), s)
		diff.Eq("Count", x.Count(s, t), strings.Count(s, t), s, t)
		diff.Eq("HasPrefix", x.HasPrefix(s, t), strings.HasPrefix(s, t), s, t)
		diff.Eq("HasSuffix", x.HasSuffix(s, t), strings.HasSuffix(s, t), s, t)
		diff.Eq("EqualFold", x.EqualFold(t, u), strings.EqualFold(t, u), t, u)
		diff.Eq("EqualFold", x.EqualFold(s, strings.ToUpper(s)), strings.EqualFold(s, strings.ToUpper(s)), s)
		a, b, c := x.Cut(s, t)
		a2, b2, c2 := strings.Cut(s, t)
		diff.Eq("Cut", []any{a, b, c}, []any{a2, b2, c2}, s, t)
		diff.Eq("Split", x.Split(s, t), strings.Split(s, t), s, t)
		diff.Eq("SplitN", x.SplitN(s, t, n), strings.SplitN(s, t, n), s, t, n)
		diff.Eq("SplitAfter", x.SplitAfter(s, t), strings.SplitAfter(s, t), s, t)
		diff.Eq("SplitAfterN", x.SplitAfterN(s, t, n), strings.SplitAfterN(s, t, n), s, t, n)
		diff.Eq("Fields", x.Fields(s), strings.Fields(s), s)
		diff.Eq("FieldsFunc", x.FieldsFunc(s, unicode.IsLetter), strings.FieldsFunc(s, unicode.IsLetter), s)
		diff.Eq("Lines", slices.Collect(x.Lines(s)), slices.Collect(strings.Lines(s)), s)
		diff.Eq("SplitSeq", slices.Collect(x.SplitSeq(s, t)), slices.Collect(strings.SplitSeq(s, t)), s, t)
		diff.Eq("SplitAfterSeq", slices.Collect(x.SplitAfterSeq(s, t)), slices.Collect(strings.SplitAfterSeq(s, t)), s, t)
		diff.Eq("FieldsSeq", slices.Collect(x.FieldsSeq(s)), slices.Collect(strings.FieldsSeq(s)), s)
		diff.Eq("Join", x.Join(x.Split(s, t), u), strings.Join(strings.Split(s, t), u), s, t, u)
		diff.Eq("Repeat", diff.Panics(func() any { return x.Repeat(s, n) }), diff.Panics(func() any { return strings.Repeat(s, n) }), s, n)
		diff.Eq("Replace", x.Replace(s, t, u, n), strings.Replace(s, t, u, n), s, t, u, n)
		diff.Eq("ReplaceAll", x.ReplaceAll(s, t, u), strings.ReplaceAll(s, t, u), s, t, u)
		m := func(r rune) rune {
			switch r {
			case 'a':
				return -1
			case 'b':
				return 'é'
			case '日':
				return 'x'
			}
			return r
		}
		diff.Eq("Map", x.Map(m, s), strings.Map(m, s), s)
		diff.Eq("ToUpper", x.ToUpper(s), strings.ToUpper(s), s)
		diff.Eq("ToLower", x.ToLower(s), strings.ToLower(s), s)
		diff.Eq("ToTitle", x.ToTitle(s), strings.ToTitle(s), s)
		diff.Eq("Title", x.Title(s), strings.Title(s), s)
		diff.Eq("ToValidUTF8", x.ToValidUTF8(s, t), strings.ToValidUTF8(s, t), s, t)
		diff.Eq("Trim", x.Trim(s, t), strings.Trim(s, t), s, t)
		diff.Eq("TrimLeft", x.TrimLeft(s, t), strings.TrimLeft(s, t), s, t)
		diff.Eq("TrimRight", x.TrimRight(s, t), strings.TrimRight(s, t), s, t)
		diff.Eq("TrimSpace", x.TrimSpace(s), strings.TrimSpace(s), s)
		diff.Eq("TrimFunc", x.TrimFunc(s, unicode.IsLetter), strings.TrimFunc(s, unicode.IsLetter), s)
		diff.Eq("TrimPrefix", x.TrimPrefix(s, t), strings.TrimPrefix(s, t), s, t)
		diff.Eq("TrimSuffix", x.TrimSuffix(s, t), strings.TrimSuffix(s, t), s, t)
		var on []string
		for k := rand.Intn(4); k > 0; k-- {
			on = append(on, gen(3), gen(3))
		}
		diff.Eq("Replacer", x.NewReplacer(on...).Replace(s), strings.NewReplacer(on...).Replace(s), on, s)
		var bb x.Builder
		bb.WriteString(s)
		bb.WriteRune(r)
		bb.WriteByte('z')
		bb.Write([]byte(t))
		bb.Grow(100)
		diff.Eq("Builder", bb.String(), s+string(r)+"z"+t, s, r, t)
		if i%10 == 0 {
			r1, r2 := x.NewReader(s), strings.NewReader(s)
			for k := 0; k < 12; k++ {
				op, off, wh := rand.Intn(9), int64(rand.Intn(10)-2), rand.Intn(4)
				do := func(r interface {
					io.Reader
					io.ReaderAt
					io.Seeker
					io.RuneScanner
					io.ByteScanner
					io.WriterTo
					Len() int
					Size() int64
				}) string {
					switch op {
					case 0, 1:
						a, b, c := r.ReadRune()
						return fmt.Sprint(a, b, c)
					case 2:
						return fmt.Sprint(r.UnreadRune())
					case 3:
						a, b := r.ReadByte()
						return fmt.Sprint(a, b)
					case 4:
						return fmt.Sprint(r.UnreadByte())
					case 5:
						p := make([]byte, 3)
						a, b := r.Read(p)
						return fmt.Sprint(a, b, p)
					case 6:
						p := make([]byte, 3)
						a, b := r.ReadAt(p, off)
						return fmt.Sprint(a, b, p)
					case 7:
						a, b := r.Seek(off, wh)
						return fmt.Sprint(a, b)
					default:
						return fmt.Sprint(r.Len(), r.Size())
					}
				}
				diff.Eq("Reader", do(r1), do(r2), op, s)
			}
		}
	}
	diff.Done()
}
