// Results on random inputs, as sums.
package main

import (
	"bytes"
	"fmt"
	"text/tabwriter"
)

func main() {
	defer report()
	parts := []string{"a", "bbb", "é", "\t", "\t", "\t", "\n", "\n", "\v", "\f", "long text", "<b>", "&amp;", "\xff", "\xff", "|"}
	for i := 0; i < 300; i++ {
		f, mw, tw, pd := uint(rand.Intn(64)), rand.Intn(6), rand.Intn(9), rand.Intn(3)
		if rand.Intn(2) == 0 {
			f = 0
		}
		pc := " \t.0"[rand.Intn(4)]
		var b1, b2 bytes.Buffer
		w1 := tabwriter.NewWriter(&b1, mw, tw, pd, pc, f)
		w2 := tabwriter.NewWriter(&b2, mw, tw, pd, pc, f)
		all := ""
		for k := rand.Intn(4); k >= 0; k-- {
			s := ""
			for k := rand.Intn(12); k > 0; k-- {
				s += parts[rand.Intn(len(parts))]
			}
			all += s + "§"
			w1.Write([]byte(s))
			w2.Write([]byte(s))
			if b1.String() != b2.String() {
				all += "!"
				break
			}
			if rand.Intn(3) == 0 {
				w1.Flush()
				w2.Flush()
				all += "F"
			}
		}
		w1.Flush()
		w2.Flush()
		Eq("Writer", b1.String(), b2.String(), all, mw, tw, pd, pc, f)
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
