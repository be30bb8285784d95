// Results on random inputs, as sums.
package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"unicode"
)

func main() {
	defer report()
	parts := []string{"a", "b", "ab", "A", "é", "É", " ", "\t", "\n", ",", "\x80", "\xff", "日", "\uFFFD", "K", "K", "ſ", "s", "_", "1", "ǆ", "\u00a0", "\u2003"}
	gen := func(n int) string {
		s := ""
		for k := rand.Intn(n); k > 0; k-- {
			s += parts[rand.Intn(len(parts))]
		}
		return s
	}
	for i := 0; i < 300; i++ {
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
		Eq("Contains", bytes.Contains(s, t), bytes.Contains(s, t), s, t)
		Eq("ContainsAny", bytes.ContainsAny(s, ts), bytes.ContainsAny(s, ts), s, t)
		Eq("IndexAny", bytes.IndexAny(s, ts), bytes.IndexAny(s, ts), s, t)
		Eq("LastIndexAny", bytes.LastIndexAny(s, ts), bytes.LastIndexAny(s, ts), s, t)
		Eq("IndexRune", bytes.IndexRune(s, r), bytes.IndexRune(s, r), s, r)
		Eq("ContainsRune", bytes.ContainsRune(s, r), bytes.ContainsRune(s, r), s, r)
		Eq("IndexFunc", bytes.IndexFunc(s, unicode.IsUpper), bytes.IndexFunc(s, unicode.IsUpper), s)
		Eq("LastIndexFunc", bytes.LastIndexFunc(s, unicode.IsUpper), bytes.LastIndexFunc(s, unicode.IsUpper), s)
		Eq("LastIndex", bytes.LastIndex(s, t), bytes.LastIndex(s, t), s, t)
		Eq("LastIndexByte", bytes.LastIndexByte(s, 'a'), bytes.LastIndexByte(s, 'a'), s)
		Eq("Count", bytes.Count(s, t), bytes.Count(s, t), s, t)
		Eq("HasPrefix", bytes.HasPrefix(s, t), bytes.HasPrefix(s, t), s, t)
		Eq("HasSuffix", bytes.HasSuffix(s, t), bytes.HasSuffix(s, t), s, t)
		Eq("EqualFold", bytes.EqualFold(t, u), bytes.EqualFold(t, u), t, u)

		a, b, c := bytes.Cut(s, t)
		a2, b2, c2 := bytes.Cut(s, t)
		Eq("Cut", []any{a, b, c}, []any{a2, b2, c2}, s, t)
		Eq("Split", bytes.Split(s, t), bytes.Split(s, t), s, t)
		Eq("SplitN", bytes.SplitN(s, t, n), bytes.SplitN(s, t, n), s, t, n)
		Eq("SplitAfter", bytes.SplitAfter(s, t), bytes.SplitAfter(s, t), s, t)
		Eq("SplitAfterN", bytes.SplitAfterN(s, t, n), bytes.SplitAfterN(s, t, n), s, t, n)
		Eq("Fields", bytes.Fields(s), bytes.Fields(s), s)
		Eq("FieldsFunc", bytes.FieldsFunc(s, unicode.IsLetter), bytes.FieldsFunc(s, unicode.IsLetter), s)
		Eq("Lines", slices.Collect(bytes.Lines(s)), slices.Collect(bytes.Lines(s)), s)
		Eq("SplitSeq", slices.Collect(bytes.SplitSeq(s, t)), slices.Collect(bytes.SplitSeq(s, t)), s, t)
		Eq("SplitAfterSeq", slices.Collect(bytes.SplitAfterSeq(s, t)), slices.Collect(bytes.SplitAfterSeq(s, t)), s, t)
		Eq("FieldsSeq", slices.Collect(bytes.FieldsSeq(s)), slices.Collect(bytes.FieldsSeq(s)), s)
		Eq("Join", bytes.Join(bytes.Split(s, t), u), bytes.Join(bytes.Split(s, t), u), s, t, u)
		Eq("Repeat", Panics(func() any { return bytes.Repeat(s, n) }), Panics(func() any { return bytes.Repeat(s, n) }), s, n)
		Eq("Replace", bytes.Replace(s, t, u, n), bytes.Replace(s, t, u, n), s, t, u, n)
		Eq("ReplaceAll", bytes.ReplaceAll(s, t, u), bytes.ReplaceAll(s, t, u), s, t, u)
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
		Eq("Map", bytes.Map(m, s), bytes.Map(m, s), s)
		Eq("ToUpper", bytes.ToUpper(s), bytes.ToUpper(s), s)
		Eq("ToLower", bytes.ToLower(s), bytes.ToLower(s), s)
		Eq("ToTitle", bytes.ToTitle(s), bytes.ToTitle(s), s)
		Eq("Title", bytes.Title(s), bytes.Title(s), s)
		Eq("ToValidUTF8", bytes.ToValidUTF8(s, t), bytes.ToValidUTF8(s, t), s, t)
		Eq("Trim", bytes.Trim(s, ts), bytes.Trim(s, ts), s, t)
		Eq("TrimLeft", bytes.TrimLeft(s, ts), bytes.TrimLeft(s, ts), s, t)
		Eq("TrimRight", bytes.TrimRight(s, ts), bytes.TrimRight(s, ts), s, t)
		Eq("TrimSpace", bytes.TrimSpace(s), bytes.TrimSpace(s), s)
		Eq("TrimFunc", bytes.TrimFunc(s, unicode.IsLetter), bytes.TrimFunc(s, unicode.IsLetter), s)
		Eq("TrimPrefix", bytes.TrimPrefix(s, t), bytes.TrimPrefix(s, t), s, t)
		Eq("TrimSuffix", bytes.TrimSuffix(s, t), bytes.TrimSuffix(s, t), s, t)

		Eq("Clone", bytes.Clone(s), bytes.Clone(s), s)
		Eq("Runes", bytes.Runes(s), bytes.Runes(s), s)
		Eq("Compare", bytes.Compare(t, u), bytes.Compare(t, u), s)
		Eq("Equal", bytes.Equal(t, u), bytes.Equal(t, u), s)
		if i%10 == 0 {
			b1, b2 := bytes.NewBuffer(bytes.Clone(s)), bytes.NewBuffer(bytes.Clone(s))
			if i%20 == 0 {
				b1, b2 = &bytes.Buffer{}, &bytes.Buffer{}
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
				Eq("Buffer", do(b1), do(b2), op, s)
				Eq("BufferState", fmt.Sprint(b1.Len(), b1.String()), fmt.Sprint(b2.Len(), b2.String()), log, s)
				Eq("BufferCap", fmt.Sprint(b1.Cap(), b1.Available()), fmt.Sprint(b2.Cap(), b2.Available()), op, s)
			}
		}
		if i%10 == 0 {
			r1, r2 := bytes.NewReader(s), bytes.NewReader(s)
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
				Eq("Reader", do(r1), do(r2), op, s)
			}
		}
	}

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
