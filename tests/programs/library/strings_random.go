// Results on random inputs, as sums.
package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
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
		s, t, u := gen(9), gen(3), gen(3)
		n := rand.Intn(6) - 1
		r := []rune(gen(3) + "a")[0]
		if rand.Intn(20) == 0 {
			r = rune(rand.Intn(0x120000)) - 5
		}
		Eq("Contains", strings.Contains(s, t), strings.Contains(s, t), s, t)
		Eq("ContainsAny", strings.ContainsAny(s, t), strings.ContainsAny(s, t), s, t)
		Eq("IndexAny", strings.IndexAny(s, t), strings.IndexAny(s, t), s, t)
		Eq("LastIndexAny", strings.LastIndexAny(s, t), strings.LastIndexAny(s, t), s, t)
		Eq("IndexRune", strings.IndexRune(s, r), strings.IndexRune(s, r), s, r)
		Eq("ContainsRune", strings.ContainsRune(s, r), strings.ContainsRune(s, r), s, r)
		Eq("IndexFunc", strings.IndexFunc(s, unicode.IsUpper), strings.IndexFunc(s, unicode.IsUpper), s)
		Eq("LastIndexFunc", strings.LastIndexFunc(s, unicode.IsUpper), strings.LastIndexFunc(s, unicode.IsUpper), s)
		Eq("LastIndex", strings.LastIndex(s, t), strings.LastIndex(s, t), s, t)
		Eq("LastIndexByte", strings.LastIndexByte(s, 'a'), strings.LastIndexByte(s, 'a'), s)
		Eq("Count", strings.Count(s, t), strings.Count(s, t), s, t)
		Eq("HasPrefix", strings.HasPrefix(s, t), strings.HasPrefix(s, t), s, t)
		Eq("HasSuffix", strings.HasSuffix(s, t), strings.HasSuffix(s, t), s, t)
		Eq("EqualFold", strings.EqualFold(t, u), strings.EqualFold(t, u), t, u)
		Eq("EqualFold", strings.EqualFold(s, strings.ToUpper(s)), strings.EqualFold(s, strings.ToUpper(s)), s)
		a, b, c := strings.Cut(s, t)
		a2, b2, c2 := strings.Cut(s, t)
		Eq("Cut", []any{a, b, c}, []any{a2, b2, c2}, s, t)
		Eq("Split", strings.Split(s, t), strings.Split(s, t), s, t)
		Eq("SplitN", strings.SplitN(s, t, n), strings.SplitN(s, t, n), s, t, n)
		Eq("SplitAfter", strings.SplitAfter(s, t), strings.SplitAfter(s, t), s, t)
		Eq("SplitAfterN", strings.SplitAfterN(s, t, n), strings.SplitAfterN(s, t, n), s, t, n)
		Eq("Fields", strings.Fields(s), strings.Fields(s), s)
		Eq("FieldsFunc", strings.FieldsFunc(s, unicode.IsLetter), strings.FieldsFunc(s, unicode.IsLetter), s)
		Eq("Lines", slices.Collect(strings.Lines(s)), slices.Collect(strings.Lines(s)), s)
		Eq("SplitSeq", slices.Collect(strings.SplitSeq(s, t)), slices.Collect(strings.SplitSeq(s, t)), s, t)
		Eq("SplitAfterSeq", slices.Collect(strings.SplitAfterSeq(s, t)), slices.Collect(strings.SplitAfterSeq(s, t)), s, t)
		Eq("FieldsSeq", slices.Collect(strings.FieldsSeq(s)), slices.Collect(strings.FieldsSeq(s)), s)
		Eq("Join", strings.Join(strings.Split(s, t), u), strings.Join(strings.Split(s, t), u), s, t, u)
		Eq("Repeat", Panics(func() any { return strings.Repeat(s, n) }), Panics(func() any { return strings.Repeat(s, n) }), s, n)
		Eq("Replace", strings.Replace(s, t, u, n), strings.Replace(s, t, u, n), s, t, u, n)
		Eq("ReplaceAll", strings.ReplaceAll(s, t, u), strings.ReplaceAll(s, t, u), s, t, u)
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
		Eq("Map", strings.Map(m, s), strings.Map(m, s), s)
		Eq("ToUpper", strings.ToUpper(s), strings.ToUpper(s), s)
		Eq("ToLower", strings.ToLower(s), strings.ToLower(s), s)
		Eq("ToTitle", strings.ToTitle(s), strings.ToTitle(s), s)
		Eq("Title", strings.Title(s), strings.Title(s), s)
		Eq("ToValidUTF8", strings.ToValidUTF8(s, t), strings.ToValidUTF8(s, t), s, t)
		Eq("Trim", strings.Trim(s, t), strings.Trim(s, t), s, t)
		Eq("TrimLeft", strings.TrimLeft(s, t), strings.TrimLeft(s, t), s, t)
		Eq("TrimRight", strings.TrimRight(s, t), strings.TrimRight(s, t), s, t)
		Eq("TrimSpace", strings.TrimSpace(s), strings.TrimSpace(s), s)
		Eq("TrimFunc", strings.TrimFunc(s, unicode.IsLetter), strings.TrimFunc(s, unicode.IsLetter), s)
		Eq("TrimPrefix", strings.TrimPrefix(s, t), strings.TrimPrefix(s, t), s, t)
		Eq("TrimSuffix", strings.TrimSuffix(s, t), strings.TrimSuffix(s, t), s, t)
		var on []string
		for k := rand.Intn(4); k > 0; k-- {
			on = append(on, gen(3), gen(3))
		}
		Eq("Replacer", strings.NewReplacer(on...).Replace(s), strings.NewReplacer(on...).Replace(s), on, s)
		var bb strings.Builder
		bb.WriteString(s)
		bb.WriteRune(r)
		bb.WriteByte('z')
		bb.Write([]byte(t))
		bb.Grow(100)
		Eq("Builder", bb.String(), s+string(r)+"z"+t, s, r, t)
		if i%10 == 0 {
			r1, r2 := strings.NewReader(s), strings.NewReader(s)
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
