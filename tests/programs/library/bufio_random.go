// Results on random inputs, as sums.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type chunky struct {
	s    string
	n    int
	fail error
	i    int
}

func (c *chunky) Read(p []byte) (int, error) {
	c.i++
	if c.i%7 == 3 {
		return 0, nil
	}
	if c.s == "" {
		return 0, c.fail
	}
	n := copy(p[:min(len(p), c.n)], c.s)
	c.s = c.s[n:]
	if c.s == "" && c.n%2 == 0 {
		return n, c.fail
	}
	return n, nil
}

type limw struct {
	bytes.Buffer
	left int
}
type wonly struct{ w *limw }

func (l wonly) Write(p []byte) (int, error) {
	if len(p) > l.w.left {
		n := l.w.left
		l.w.Buffer.Write(p[:n])
		l.w.left = 0
		return n, errors.New("full")
	}
	l.w.left -= len(p)
	return l.w.Buffer.Write(p)
}

func main() {
	defer report()
	parts := []string{"a", "bb", "é", " ", "\n", "\r\n", "\r", "\x80", "日", "word", "  \t", "\n\n", "longlonglonglong"}
	gen := func(n int) string {
		s := ""
		for k := rand.Intn(n); k > 0; k-- {
			s += parts[rand.Intn(len(parts))]
		}
		return s
	}
	fin := 0
	splits := []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes, func(d []byte, e bool) (int, []byte, error) {
		fin++
		if fin%5 == 0 {
			return 1, []byte("f"), bufio.ErrFinalToken
		}
		if fin%7 == 0 {
			return -1, nil, nil
		}
		if len(d) < 2 {
			return 0, nil, nil
		}
		return 2, d[:1], nil
	}}
	xsplits := []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes, func(d []byte, e bool) (int, []byte, error) {
		a, b, c := splits[4](d, e)
		if c == bufio.ErrFinalToken {
			c = bufio.ErrFinalToken
		}
		return a, b, c
	}}
	for i := 0; i < 150; i++ {
		s := gen(12)
		n := rand.Intn(20) + 1
		var fail error = io.EOF
		if rand.Intn(5) == 0 {
			fail = errors.New("boom")
		}
		k := rand.Intn(len(splits))
		s1, s2 := bufio.NewScanner(&chunky{s, n, fail, 0}), bufio.NewScanner(&chunky{s, n, fail, 0})
		s1.Split(xsplits[k])
		s2.Split(splits[k])
		if rand.Intn(3) == 0 {
			s1.Buffer(make([]byte, 2), 8)
			s2.Buffer(make([]byte, 2), 8)
		}
		fin = 0
		var o1, o2 []string
		for s1.Scan() {
			o1 = append(o1, s1.Text())
		}
		fin = 0
		for s2.Scan() {
			o2 = append(o2, s2.Text())
		}
		Eq("Scanner", fmt.Sprintf("%q %v", o1, s1.Err()), fmt.Sprintf("%q %v", o2, s2.Err()), s, k, n)
		r1, r2 := bufio.NewReaderSize(&chunky{s, n, fail, 0}, 16), bufio.NewReaderSize(&chunky{s, n, fail, 0}, 16)
		type rd interface {
			io.Reader
			io.RuneScanner
			io.ByteScanner
			io.WriterTo
			Peek(int) ([]byte, error)
			Discard(int) (int, error)
			Buffered() int
			ReadSlice(byte) ([]byte, error)
			ReadLine() ([]byte, bool, error)
			ReadBytes(byte) ([]byte, error)
			ReadString(byte) (string, error)
		}
		var log []int
		for k := 0; k < 14; k++ {
			op, n := rand.Intn(13), rand.Intn(40)-1
			log = append(log, op, n)
			do := func(r rd) string {
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
					p := make([]byte, max(n, 0))
					a, b := r.Read(p)
					return fmt.Sprint(a, b, p)
				case 6:
					return fmt.Sprint(r.Peek(n))
				case 7:
					return fmt.Sprint(r.Discard(n))
				case 8:
					a, b := r.ReadSlice('\n')
					return fmt.Sprintf("%q %v", a, b)
				case 9:
					a, b, c := r.ReadLine()
					return fmt.Sprintf("%#v %v %v", a, b, c)
				case 10:
					a, b := r.ReadBytes('b')
					return fmt.Sprintf("%q %v", a, b)
				case 11:
					a, b := r.ReadString('\n')
					return fmt.Sprintf("%q %v", a, b)
				default:
					if n > 5 {
						return fmt.Sprint(r.Buffered())
					}
					var w limw
					w.left = 1000
					a, b := r.WriteTo(wonly{&w})
					return fmt.Sprintf("%v %v %q", a, b, w.String())
				}
			}
			a, b := do(r1), do(r2)
			a, b = strings.ReplaceAll(a, "\n", ""), strings.ReplaceAll(b, "\n", "")
			Eq("Reader", a, b, s, log)
			if a != b {
				break
			}
		}
		var l1, l2 limw
		l1.left = rand.Intn(100) + 5
		l2.left = l1.left
		size := rand.Intn(12)
		w1, w2 := bufio.NewWriterSize(wonly{&l1}, size), bufio.NewWriterSize(wonly{&l2}, size)
		if i%3 == 0 {
			w1, w2 = bufio.NewWriterSize(&l1, size+1), bufio.NewWriterSize(&l2, size+1)
		}
		type wr interface {
			io.Writer
			io.StringWriter
			io.ByteWriter
			WriteRune(rune) (int, error)
			Flush() error
			Available() int
			Buffered() int
			ReadFrom(io.Reader) (int64, error)
		}
		log = nil
		for k := 0; k < 12; k++ {
			op, t := rand.Intn(6), gen(6)
			log = append(log, op)
			do := func(w wr) string {
				switch op {
				case 0:
					return fmt.Sprint(w.Write([]byte(t)))
				case 1:
					return fmt.Sprint(w.WriteString(t))
				case 2:
					return fmt.Sprint(w.WriteByte('z'))
				case 3:
					return fmt.Sprint(w.WriteRune('日'))
				case 4:
					return fmt.Sprint(w.Flush())
				default:
					return fmt.Sprint(w.ReadFrom(&chunky{t, 3, io.EOF, 0}))
				}
			}
			Eq("Writer", do(w1), do(w2), log)
			Eq("WriterState", fmt.Sprint(w1.Available(), w1.Buffered(), l1.String()), fmt.Sprint(w2.Available(), w2.Buffered(), l2.String()), log)
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
