// Results on random inputs, as sums.
package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"time"
	"unsafe"
)

type St struct {
	A int
	b string
	C any
	d error
	E []byte
	f []int
	G map[string]int
	H *int
}
type Stringy int

func (s Stringy) String() string { return "S<" + string(rune('a'+int(s)%26)) + ">" }

type PStr struct{ N int }

func (p *PStr) String() string { return fmt.Sprint("PStr", p.N) }

type ErrT struct{ Code int }

func (e ErrT) Error() string { return fmt.Sprint("ErrT", e.Code) }

type GoS struct{ x int }

func (g GoS) GoString() string { return "GOS!" }

type Fm struct{ x int }

func (Fm) Format(f fmt.State, c rune) {
	w, ok := f.Width()
	p, ok2 := f.Precision()
	fmt.Fprintf(f, "[%c %d %v %d %v %v%v%v%v%v %s]", c, w, ok, p, ok2, f.Flag('-'), f.Flag('+'), f.Flag('#'), f.Flag(' '), f.Flag('0'), fmt.FormatString(f, c))
}

type Pan struct{ v any }

func (p Pan) String() string { panic(p.v) }

type PanE struct{ p *int }

func (p *PanE) Error() string { return fmt.Sprint(*p.p) }

type Bytes []byte
type B1 byte
type BS []B1
type MyInt int
type MyStr string
type MyBool bool
type MyF float32
type SByte byte

func (s SByte) String() string { return "sb" }

type Inner struct {
	S Stringy
	s Stringy
	E error
	e error
	P *PStr
	F Fm
}
type Emb struct {
	Stringy
	X int
}
type Rec struct {
	Next *Rec
	V    int
}
type Func func(int) string
type one struct{ p *int }
type arr1 [1]*int

func safe(f func() string) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("PANIC ", r)
		}
	}()
	return f()
}

func main() {
	defer report()
	np := (*PStr)(nil)
	var nilerr error
	vals := []any{nil, true, false, 0, 1, -1, 42, -12345, math.MaxInt64, math.MinInt64, int8(-5), int16(300), int32(0x1F600), int64(7), uint(3), uint8(200), uint16(9), uint32(1 << 31), uint64(math.MaxUint64), uintptr(0xbeef), 'x', '\n', rune(0x110000), 'é',
		1.0, 0.0, -0.5, 1e6, 1e20, 1e21, 1e-7, 123456789.125, math.Inf(1), math.Inf(-1), math.NaN(), float32(0.1), float32(3), math.Copysign(0, -1), 3.14159, 100.0,
		1 + 2i, complex64(-1.5 - 2i), complex(math.NaN(), math.Inf(-1)),
		"", "hi", "héllo wörld", "a\nb\t\"q\"`", "\x80\xff", "日本", []byte(nil), []byte{}, []byte("abc\x00"), Bytes("xyz"), [3]byte{1, 2, 3}, &[3]byte{1, 2, 3}, BS{1, 2}, []SByte{1, 2},
		[]int(nil), []int{}, []int{1, -2, 3}, []string{"a", "b c"}, [2]bool{true, false}, []any{1, "a", nil, 2.5, []int{1}}, [][]int{{1}, nil, {2, 3}},
		map[string]int(nil), map[string]int{}, map[string]int{"b": 2, "a": 1, "c": 3}, map[int]string{3: "x", -1: "y"}, map[any]int{1: 1, 2: 3, nil: 4}, map[float64]bool{math.NaN(): true, 1: false, -1: true}, map[[2]int]string{{2, 1}: "p", {1, 9}: "q"}, map[bool]Stringy{true: 1, false: 2}, map[struct{ A, b int }]int{{1, 2}: 1, {0, 5}: 2},
		&map[string]int{"z": 1}, &[]int{1, 2}, &[2]string{"a", "b"}, &struct{ A int }{5},
		St{}, St{A: 1, b: "x", C: ErrT{3}, d: ErrT{4}, E: []byte("e"), f: []int{1}, G: map[string]int{"k": 1}}, &St{A: 2}, struct{}{}, &struct{}{}, []struct{}{{}, {}},
		Stringy(3), []Stringy{1, 2}, &PStr{4}, PStr{5}, np, []*PStr{nil}, ErrT{1}, &ErrT{2}, []error{ErrT{1}, nil}, errors.New("plain"), io.EOF, nilerr,
		GoS{1}, []GoS{{1}}, &GoS{2}, Fm{1}, []Fm{{1}}, &Fm{1}, struct{ f Fm }{}, Pan{"boom"}, Pan{ErrT{5}}, Pan{nil}, Pan{Pan{"x"}}, &PanE{}, (*PanE)(nil), []any{Pan{1}},
		MyInt(5), MyStr("ms"), MyBool(true), MyF(2.5), Inner{}, Inner{S: 1, s: 2, E: ErrT{1}, e: ErrT{2}}, Emb{3, 4}, &Emb{1, 2}, unsafe.Pointer(nil), (chan int)(nil), (func())(nil), []one{{nil}}, struct{ e error }{ErrT{1}}, struct{ x []Stringy }{[]Stringy{1}}, struct{ X []Stringy }{[]Stringy{1}}, struct{ b []byte }{[]byte("hi")}, struct{ A any }{struct{ B any }{nil}},
		time.Duration(1500000000), []time.Duration{1, 2e9}, time.Second, map[Stringy]ErrT{2: {1}, 1: {2}}, [0]int{}, map[string]*int{"a": nil}, struct{ A interface{ M() } }{}, struct{ a func() }{}, struct {
			A int `json:"a"`
		}{1}, [2][]byte{[]byte("a"), nil}, []MyStr{"q"}, []float32{1.5}, []complex64{1}, []bool{true}, []rune("hé"), []uintptr{1}, []uint8{1}, map[string]any{"a": map[string]any{"b": 1}}}
	verbs := []rune("vdtTqxXUeEfFgGboOcsw%z!é")
	flags := []string{"", "+", "#", "-", " 0", "#+ 0-"}
	wids := []string{"", "12", "8.3"}
	for _, v := range vals {
		for _, verb := range verbs {
			for _, f := range flags {
				for _, w := range wids {
					format := "%" + f + w + string(verb)
					g := safe(func() string { return fmt.Sprintf(format, v) })

					{
						Eq(fmt.Sprintf("%%%c %T", verb, v), "["+format+"]"+g, safe(func() string { return fmt.Sprintf(format, v) }))
					}
				}
			}
		}
		Eq("sprint", safe(func() string { return fmt.Sprint(v, v, 1, "s", v) }), safe(func() string { return fmt.Sprint(v, v, 1, "s", v) }))
		Eq("sprintln", safe(func() string { return fmt.Sprintln(v, v) }), safe(func() string { return fmt.Sprintln(v, v) }))
		Eq("errorf", safe(func() string { return fmt.Errorf("%w", v).Error() }), safe(func() string { return fmt.Errorf("%w", v).Error() }))
	}
	// formats
	fa := []string{"%", "d", "s", "v", "[", "]", "1", "2", "3", "*", ".", "-", "+", "#", "0", " ", "x", "a", "T", "q", "70", "é"}
	for i := 0; i < 3000; i++ {
		format := "%"
		for k := rand.Intn(9); k > 0; k-- {
			format += fa[rand.Intn(len(fa))]
		}
		args := make([]any, rand.Intn(5))
		for j := range args {
			switch rand.Intn(3) {
			case 0:
				args[j] = rand.Intn(30) - 5
			default:
				args[j] = vals[rand.Intn(len(vals))]
			}
		}
		g := safe(func() string { return fmt.Sprintf(format, args...) })
		w := safe(func() string { return fmt.Sprintf(format, args...) })

		{
			Eq(fmt.Sprintf("%s %T", format, args), g, w)
		}
	}
	// Errorf
	for _, f := range []string{"a", "%w", "%w %w", "%[2]w %[1]w", "%w %w %w", "%[1]w %[1]w", "%d %w", "%w %d"} {
		for _, a := range [][]any{{}, {io.EOF}, {io.EOF, ErrT{1}}, {1, io.EOF}, {nil, io.EOF}, {io.EOF, nil, ErrT{2}}, {ErrT{1}, "x"}} {
			e1, e2 := fmt.Errorf(f, a...), fmt.Errorf(f, a...)
			Eq("errorf "+f, fmt.Sprintf("%T %v", e1, e1), fmt.Sprintf("%T %v", e2, e2))
			Eq("errorf "+f, fmt.Sprintf("%#v", errors.Unwrap(e1)), fmt.Sprintf("%#v", errors.Unwrap(e2)))
			u1, _ := e1.(interface{ Unwrap() []error })
			u2, _ := e2.(interface{ Unwrap() []error })
			if (u1 == nil) != (u2 == nil) || u1 != nil && fmt.Sprint(u1.Unwrap()) != fmt.Sprint(u2.Unwrap()) {
				Eq("unwrap "+f, fmt.Sprint(e1), fmt.Sprint(e2))
			}
		}
	}
	Eq("Append", string(fmt.Append([]byte("q"), 1, 2, "a")), string(fmt.Append([]byte("q"), 1, 2, "a")))

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
