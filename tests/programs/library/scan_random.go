// Results on random inputs, as sums.
package main

import (
	"fmt"
	"io"
	"reflect"
	"strings"
)

type My struct{ s string }

func (m *My) Scan(st fmt.ScanState, verb rune) error {
	t, err := st.Token(true, func(r rune) bool { return r >= 'a' && r <= 'z' })
	w, ok := st.Width()
	m.s = fmt.Sprint(string(t), string(verb), w, ok)
	return err
}

type MyInt int8
type only struct{ io.Reader }

func mk(k int) any {
	switch k {
	case 0:
		return new(int)
	case 1:
		return new(string)
	case 2:
		return new(float64)
	case 3:
		return new(bool)
	case 4:
		return new(uint8)
	case 5:
		return new(complex128)
	case 6:
		return new([]byte)
	case 7:
		return new(My)
	case 8:
		return new(MyInt)
	case 9:
		return new(rune)
	case 10:
		return new(float32)
	case 11:
		return 5
	case 12:
		return new([]int)
	case 13:
		return new(uint64)
	}
	return new(int)
}

func main() {
	defer report()
	in := []string{"1", "12", "-5", "+7", "0x1f", "0b11", "017", "1_000", "300", "abc", "true", "false", "T", "f", "tru", "1.5", "-2e3", "1p4", "0x1p-2", "inf", "nan", "(1+2i)", "3-4i", "\"q s\"", "`raw`", "\"bad", "6869", "zz", " ", "  ", "\n", "\r\n", "\t", ",", ":", "%", "é", "U+00e9", "", "99999999999999999999", "x", "1e400", "\u00a0"}
	fm := []string{"%d", "%s", "%v", "%f", "%q", "%x", "%c", "%t", "%5s", "%2d", "%3v", "%%", " ", "\n", ",", ":", "x", "%U", "%b", "%o", "%e", "%", "%z", "  \n ", "%g", "é", "%1c", "a"}
	for i := 0; i < 1500; i++ {
		s, f := "", ""
		for k := rand.Intn(7); k > 0; k-- {
			s += in[rand.Intn(len(in))]
			if rand.Intn(3) > 0 {
				s += " "
			}
		}
		n := rand.Intn(4)
		var a1, a2 []any
		for k := 0; k < n; k++ {
			m := rand.Intn(14)
			a1 = append(a1, mk(m))
			a2 = append(a2, mk(m))
		}
		for k := rand.Intn(6); k > 0; k-- {
			f += fm[rand.Intn(len(fm))]
		}
		show := func(n int, err error, a []any) string {
			o := fmt.Sprint(n, " ", err)
			for _, v := range a {
				if reflect.ValueOf(v).Kind() == reflect.Pointer {
					o += fmt.Sprintf(" %v", reflect.ValueOf(v).Elem())
				}
			}
			return o
		}
		var r string
		switch i % 6 {
		case 0:
			n, e := fmt.Sscan(s, a1...)
			n2, e2 := fmt.Sscan(s, a2...)
			Eq("Sscan", show(n, e, a1), show(n2, e2, a2), s, fmt.Sprintf("%T", a1))
		case 1:
			n, e := fmt.Sscanln(s, a1...)
			n2, e2 := fmt.Sscanln(s, a2...)
			Eq("Sscanln", show(n, e, a1), show(n2, e2, a2), s, fmt.Sprintf("%T", a1))
		case 2, 3:
			n, e := fmt.Sscanf(s, f, a1...)
			n2, e2 := fmt.Sscanf(s, f, a2...)
			Eq("Sscanf", show(n, e, a1), show(n2, e2, a2), s, f, fmt.Sprintf("%T", a1))
		case 4:
			r1, r2 := strings.NewReader(s), strings.NewReader(s)
			for k := 0; k < 3; k++ {
				n, e := fmt.Fscan(r1, a1...)
				n2, e2 := fmt.Fscan(r2, a2...)
				Eq("Fscan", show(n, e, a1)+r, show(n2, e2, a2), s, fmt.Sprintf("%T", a1))
				n, e = fmt.Fscanln(r1, a1...)
				n2, e2 = fmt.Fscanln(r2, a2...)
				Eq("Fscanln", show(n, e, a1)+r, show(n2, e2, a2), s, fmt.Sprintf("%T", a1))
			}
		case 5:
			r1, r2 := only{strings.NewReader(s)}, only{strings.NewReader(s)}
			for k := 0; k < 3; k++ {
				n, e := fmt.Fscan(r1, a1...)
				n2, e2 := fmt.Fscan(r2, a2...)
				Eq("FscanOnly", show(n, e, a1), show(n2, e2, a2), s, fmt.Sprintf("%T", a1))
				n, e = fmt.Fscanf(r1, f, a1...)
				n2, e2 = fmt.Fscanf(r2, f, a2...)
				Eq("FscanfOnly", show(n, e, a1), show(n2, e2, a2), s, f, fmt.Sprintf("%T", a1))
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
