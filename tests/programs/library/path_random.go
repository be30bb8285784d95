// Results on random inputs, as sums.
package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	defer report()
	parts := []string{"a", "/", "..", ".", "b.c", "//", "é", "/..", "/."}
	pp := []string{"a", "*", "?", "[", "]", "-", "^", "\\", "b", "é", "/", "\x80", "c", "[a-c]", "[^b]"}
	np := []string{"a", "b", "c", "é", "/", "\x80", "]", "-"}
	gen := func(p []string, n int) string {
		s := ""
		for k := rand.Intn(n); k > 0; k-- {
			s += p[rand.Intn(len(p))]
		}
		return s
	}
	for i := 0; i < 400; i++ {
		s, t := gen(parts, 7), gen(parts, 5)
		Eq("Clean", path.Clean(s), path.Clean(s), s)
		Eq("Base", path.Base(s), path.Base(s), s)
		Eq("Dir", path.Dir(s), path.Dir(s), s)
		Eq("Ext", path.Ext(s), path.Ext(s), s)
		Eq("Join", path.Join(s, t, s), path.Join(s, t, s), s, t)
		Eq("fDir", filepath.Dir(s), filepath.Dir(s), s)
		Eq("IsLocal", filepath.IsLocal(s), filepath.IsLocal(s), s)
		a, e := filepath.Rel(s, t)
		b, e2 := filepath.Rel(s, t)
		Eq("Rel", fmt.Sprint(a, e), fmt.Sprint(b, e2), s, t)
		p, n := gen(pp, 7), gen(np, 5)
		m1, e1 := path.Match(p, n)
		m2, e2 := path.Match(p, n)
		Eq("Match", fmt.Sprint(m1, e1), fmt.Sprint(m2, e2), p, n)
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
