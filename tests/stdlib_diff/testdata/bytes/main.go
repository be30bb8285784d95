// Compares package bytes with Go's.
package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"slices"
	"unicode"
	x "x/bytes"
	"x/diff"
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
		ss, ts, u0 := gen(9), gen(3), gen(3)
		s, t, u := []byte(ss), []byte(ts), []byte(u0)
		if i%50 == 0 {
			s = nil
		}
		if i%51 == 0 {
			t = nil
		}
		n := rand.Intn(6) - 1
		r := []rune(gen(3) + "a")[0]
		if rand.Intn(20) == 0 {
			r = rune(rand.Intn(0x120000)) - 5
		}
		diff.Eq("Contains", x.Contains(s, t), bytes.Contains(s, t), s, t)
		diff.Eq("ContainsAny", x.ContainsAny(s, ts), bytes.ContainsAny(s, ts), s, t)
		diff.Eq("IndexAny", x.IndexAny(s, ts), bytes.IndexAny(s, ts), s, t)
		diff.Eq("LastIndexAny", x.LastIndexAny(s, ts), bytes.LastIndexAny(s, ts), s, t)
		diff.Eq("IndexRune", x.IndexRune(s, r), bytes.IndexRune(s, r), s, r)
		diff.Eq("ContainsRune", x.ContainsRune(s, r), bytes.ContainsRune(s, r), s, r)
		diff.Eq("IndexFunc", x.IndexFunc(s, unicode.IsUpper), bytes.IndexFunc(s, unicode.IsUpper), s)
		diff.Eq("LastIndexFunc", x.LastIndexFunc(s, unicode.IsUpper), bytes.LastIndexFunc(s, unicode.IsUpper), s)
		diff.Eq("LastIndex", x.LastIndex(s, t), bytes.LastIndex(s, t), s, t)
		diff.Eq("LastIndexByte", x.LastIndexByte(s, 'a'), bytes.LastIndexByte(s, 'a'), s)
		diff.Eq("Count", x.Count(s, t), bytes.Count(s, t), s, t)
		diff.Eq("HasPrefix", x.HasPrefix(s, t), bytes.HasPrefix(s, t), s, t)
		diff.Eq("HasSuffix", x.HasSuffix(s, t), bytes.HasSuffix(s, t), s, t)
		diff.Eq("EqualFold", x.EqualFold(t, u), bytes.EqualFold(t, u), t, u)

		a, b, c := x.Cut(s, t)
		a2, b2, c2 := bytes.Cut(s, t)
		diff.Eq("Cut", []any{a, b, c}, []any{a2, b2, c2}, s, t)
		diff.Eq("Split", x.Split(s, t), bytes.Split(s, t), s, t)
		diff.Eq("SplitN", x.SplitN(s, t, n), bytes.SplitN(s, t, n), s, t, n)
		diff.Eq("SplitAfter", x.SplitAfter(s, t), bytes.SplitAfter(s, t), s, t)
		diff.Eq("SplitAfterN", x.SplitAfterN(s, t, n), bytes.SplitAfterN(s, t, n), s, t, n)
		diff.Eq("Fields", x.Fields(s), bytes.Fields(s), s)
		diff.Eq("FieldsFunc", x.FieldsFunc(s, unicode.IsLetter), bytes.FieldsFunc(s, unicode.IsLetter), s)
		diff.Eq("Lines", slices.Collect(x.Lines(s)), slices.Collect(bytes.Lines(s)), s)
		diff.Eq("SplitSeq", slices.Collect(x.SplitSeq(s, t)), slices.Collect(bytes.SplitSeq(s, t)), s, t)
		diff.Eq("SplitAfterSeq", slices.Collect(x.SplitAfterSeq(s, t)), slices.Collect(bytes.SplitAfterSeq(s, t)), s, t)
		diff.Eq("FieldsSeq", slices.Collect(x.FieldsSeq(s)), slices.Collect(bytes.FieldsSeq(s)), s)
		diff.Eq("Join", x.Join(x.Split(s, t), u), bytes.Join(bytes.Split(s, t), u), s, t, u)
		diff.Eq("Repeat", diff.Panics(func() any { return x.Repeat(s, n) }), diff.Panics(func() any { return bytes.Repeat(s, n) }), s, n)
		diff.Eq("Replace", x.Replace(s, t, u, n), bytes.Replace(s, t, u, n), s, t, u, n)
		diff.Eq("ReplaceAll", x.ReplaceAll(s, t, u), bytes.ReplaceAll(s, t, u), s, t, u)
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
		diff.Eq("Map", x.Map(m, s), bytes.Map(m, s), s)
		diff.Eq("ToUpper", x.ToUpper(s), bytes.ToUpper(s), s)
		diff.Eq("ToLower", x.ToLower(s), bytes.ToLower(s), s)
		diff.Eq("ToTitle", x.ToTitle(s), bytes.ToTitle(s), s)
		diff.Eq("Title", x.Title(s), bytes.Title(s), s)
		diff.Eq("ToValidUTF8", x.ToValidUTF8(s, t), bytes.ToValidUTF8(s, t), s, t)
		diff.Eq("Trim", x.Trim(s, ts), bytes.Trim(s, ts), s, t)
		diff.Eq("TrimLeft", x.TrimLeft(s, ts), bytes.TrimLeft(s, ts), s, t)
		diff.Eq("TrimRight", x.TrimRight(s, ts), bytes.TrimRight(s, ts), s, t)
		diff.Eq("TrimSpace", x.TrimSpace(s), bytes.TrimSpace(s), s)
		diff.Eq("TrimFunc", x.TrimFunc(s, unicode.IsLetter), bytes.TrimFunc(s, unicode.IsLetter), s)
		diff.Eq("TrimPrefix", x.TrimPrefix(s, t), bytes.TrimPrefix(s, t), s, t)
		diff.Eq("TrimSuffix", x.TrimSuffix(s, t), bytes.TrimSuffix(s, t), s, t)

		diff.Eq("Clone", x.Clone(s), bytes.Clone(s), s)
		diff.Eq("Runes", x.Runes(s), bytes.Runes(s), s)
		diff.Eq("Compare", x.Compare(t, u), bytes.Compare(t, u), s)
		diff.Eq("Equal", x.Equal(t, u), bytes.Equal(t, u), s)
		if i%10 == 0 {
			b1, b2 := x.NewBuffer(bytes.Clone(s)), bytes.NewBuffer(bytes.Clone(s))
			if i%20 == 0 {
				b1, b2 = &x.Buffer{}, &bytes.Buffer{}
			}
			type buf interface {
				io.ReadWriter
				io.RuneScanner
				io.ByteScanner
				io.WriterTo
				io.ReaderFrom
				Len() int
				Cap() int
				Available() int
				String() string
				Next(int) []byte
				Peek(int) ([]byte, error)
				Truncate(int)
				Grow(int)
				Reset()
				ReadBytes(byte) ([]byte, error)
				ReadString(byte) (string, error)
				WriteByte(byte) error
				WriteRune(rune) (int, error)
				WriteString(string) (int, error)
			}
			var log []int
			for k := 0; k < 15; k++ {
				op, n := rand.Intn(19), rand.Intn(70)-1
				log = append(log, op, n)
				do := func(r buf) (res string) {
					defer func() {
						if e := recover(); e != nil {
							res = fmt.Sprint("panic ", e)
						}
					}()
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
						return fmt.Sprint(r.Write([]byte(ts)))
					case 7:
						return fmt.Sprint(r.WriteString(ss))
					case 8:
						return fmt.Sprint(r.WriteByte('q'))
					case 9:
						return fmt.Sprint(r.WriteRune('é'))
					case 10:
						return fmt.Sprintf("%#v", r.Next(max(n, 0)/7))
					case 11:
						r.Truncate(n / 7)
						return ""
					case 12:
						r.Grow(n * 2)
						return ""
					case 13:
						if n == 3 {
							r.Reset()
						}
						return ""
					case 14:
						return fmt.Sprint(r.ReadBytes('a'))
					case 15:
						return fmt.Sprint(r.ReadString('b'))
					case 16:
						var w bytes.Buffer
						return fmt.Sprint(r.WriteTo(&w)) + w.String()
					case 17:
						return fmt.Sprint(r.ReadFrom(bytes.NewReader(u)))
					default:
						return fmt.Sprint(r.Peek(max(0, n/7)))
					}
				}
				diff.Eq("Buffer", do(b1), do(b2), op, s)
				diff.Eq("BufferState", fmt.Sprint(b1.Len(), b1.String()), fmt.Sprint(b2.Len(), b2.String()), log, s)
				diff.Eq("BufferCap", fmt.Sprint(b1.Cap(), b1.Available()), fmt.Sprint(b2.Cap(), b2.Available()), op, s)
			}
		}
		if i%10 == 0 {
			r1, r2 := x.NewReader(s), bytes.NewReader(s)
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
