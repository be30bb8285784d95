// Formats and their arguments.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
	"unsafe"
)

type str string
type num int
type stringer struct{ x chan int }

func (stringer) String() string { return "" }

type pstringer struct{ c chan int }

func (*pstringer) String() string { return "" }

type errType struct{ f func() }

func (errType) Error() string { return "" }

type formatter struct{ f func() }

func (formatter) Format(fmt.State, rune) {}

type gostr struct{}

func (gostr) GoString() string { return "" }

type pair struct {
	a int
	b string
}
type nested struct {
	p  *pair
	ps []pair
}
type rec struct {
	n    int
	next *rec
}
type iface interface{ F() }
type plain struct{ a, b int }

func fn()           {}
func two() (string, int) { return "%d", 1 }
func args() []any   { return nil }

func verbs(i int, u uint8, f float64, c complex128, s string, b bool, p *int, e error, a any, m map[string]int, ch chan int, up unsafe.Pointer, bs []byte, ptr uintptr, r rune) {
	fmt.Printf("%d %d %d %d", i, u, r, ptr)
	fmt.Printf("%d", f)
	fmt.Printf("%d", s)
	fmt.Printf("%d", b)
	fmt.Printf("%d", p)
	fmt.Printf("%d", e)
	fmt.Printf("%d", a)
	fmt.Printf("%d", m)
	fmt.Printf("%d", ch)
	fmt.Printf("%d", up)
	fmt.Printf("%d", bs)
	fmt.Printf("%d", c)
	fmt.Printf("%d", fn)
	fmt.Printf("%d", nil)
	fmt.Printf("%s", i)
	fmt.Printf("%s %s %s %s", s, bs, e, a)
	fmt.Printf("%s", p)
	fmt.Printf("%s", m)
	fmt.Printf("%s", b)
	fmt.Printf("%s", nil)
	fmt.Printf("%s", fn)
	fmt.Printf("%s", r)
	fmt.Printf("%q %q %q %q", s, r, i, bs)
	fmt.Printf("%q", f)
	fmt.Printf("%v %v %v %v %v", i, p, fn, nil, ch)
	fmt.Printf("%T %T", i, fn)
	fmt.Printf("%p %p %p %p %p %p", p, m, ch, up, fn, bs)
	fmt.Printf("%p", i)
	fmt.Printf("%p", s)
	fmt.Printf("%p", e)
	fmt.Printf("%p", nil)
	fmt.Printf("%p", plain{})
	fmt.Printf("%p", &plain{})
	fmt.Printf("%t", b)
	fmt.Printf("%t", i)
	fmt.Printf("%x %X %x %x %x", i, s, bs, f, p)
	fmt.Printf("%x", b)
	fmt.Printf("%x", e)
	fmt.Printf("%x", m)
	fmt.Printf("%e %f %g %G %E %F", f, f, f, f, f, c)
	fmt.Printf("%f", i)
	fmt.Printf("%g", 1)
	fmt.Printf("%c %U", r, i)
	fmt.Printf("%c", s)
	fmt.Printf("%U", f)
	fmt.Printf("%b %o %O", i, u, p)
	fmt.Printf("%o", f)
	fmt.Printf("%O", "x")
	fmt.Printf("%b", f)
	fmt.Printf("%w", e)
	fmt.Printf("%z", i)
	fmt.Printf("%", i)
	fmt.Printf("%!", i)
	fmt.Printf("%%", i)
	fmt.Printf("%-%")
	fmt.Printf("%Z %d", i, i)
	fmt.Printf("%é", i)
	fmt.Printf("%,d", i)
	fmt.Printf("abc%")
	fmt.Printf("%5")
}

func flags(i int, s string, f float64, b bool, p *int, e error) {
	fmt.Printf("%+d % d %05d %-5d %#x %+v %#v", i, i, i, i, i, i, i)
	fmt.Printf("%#d", i)
	fmt.Printf("%+s", s)
	fmt.Printf("%#s", s)
	fmt.Printf("% s", s)
	fmt.Printf("%-s %5s %.3s %05s", s, s, s, s)
	fmt.Printf("%+q %#q", s, s)
	fmt.Printf("%#t", b)
	fmt.Printf("%+t", b)
	fmt.Printf("%.2d", i)
	fmt.Printf("%5.2f %-+5.2f %+#g", f, f, f)
	fmt.Printf("% c", 'x')
	fmt.Printf("%#c", 'x')
	fmt.Printf("%#U %+U", 'x', 'x')
	fmt.Printf("% x % X %#x", s, s, s)
	fmt.Printf("%#p", p)
	fmt.Printf("%+p", p)
	fmt.Printf("%-p %5p", p, p)
	fmt.Printf("%#T", i)
	fmt.Printf("%+T", i)
	fmt.Printf("%-T %5T", i, i)
	fmt.Printf("%0d %0s %0v", i, s, i)
	fmt.Printf("%#w", e)
	fmt.Printf("%#b %#o %+b", i, i, i)
	fmt.Printf("%+e % e %#e", f, f, f)
	fmt.Printf("%.3t", b)
	fmt.Printf("% t", b)
	fmt.Printf("%-t %5t", b, b)
	fmt.Printf("%.3v %.3q % q", s, s, s)
	fmt.Printf("%+-#0 d", i)
	fmt.Printf("% v", s)
	fmt.Printf("%+c", 'x')
	fmt.Printf("%.c", 'x')
	fmt.Printf("%#+v", i)
}

func counts(i int, s string) {
	fmt.Printf("%d")
	fmt.Printf("%d %d", i)
	fmt.Printf("%d", i, i)
	fmt.Printf("x", i)
	fmt.Printf("x")
	fmt.Printf("%d %s", i)
	fmt.Printf("%*d", i, i)
	fmt.Printf("%*d", s, i)
	fmt.Printf("%*d", i)
	fmt.Printf("%.*f", i, 1.0)
	fmt.Printf("%.*f", 1.0, 1.0)
	fmt.Printf("%[1]d %[1]d", i)
	fmt.Printf("%[2]d", i, i)
	fmt.Printf("%[3]d", i, i)
	fmt.Printf("%[2]d %[1]d", i, s)
	fmt.Printf("%[0]d", i)
	fmt.Printf("%[x]d", i)
	fmt.Printf("%[1", i)
	fmt.Printf("%[]d", i)
	fmt.Printf("%[1]*d", i)
	fmt.Printf("%[1]*[2]d", i, i)
	fmt.Printf("%[2]*[1]d", i, s)
	fmt.Printf("%d %[1]d", i)
	fmt.Printf("%[1]d %d", i)
	fmt.Printf("%[1]d", i, i)
	fmt.Printf("%d %[1]d %d", i, i)
	fmt.Printf("%.[2]*[1]f", 1.0, i)
	fmt.Printf("%d", args()...)
	fmt.Printf("%d %d", args()...)
	fmt.Printf(two())
	fmt.Println(two())
	fmt.Printf("%d %s", two)
	fmt.Printf("%-10d|%3[2]d", i, i)
	fmt.Printf("%s%d%s", s, i)
	fmt.Printf("%[1]s", i)
	fmt.Printf("%[5]d %d", i)
}

func constants(s string, err error) {
	const f = "%d"
	fmt.Printf(f, "x")
	fmt.Printf("%d"+"%s", 1, 2)
	fmt.Printf(s)
	fmt.Printf(s, 1)
	fmt.Printf(s + "x")
	fmt.Printf(`%d
%s`, "a", 1)
	fmt.Printf(("%d"), "x")
	fmt.Printf("%d\n%s", "a", 1)
	fmt.Printf("é%d", "x")
	fmt.Printf("\t%d\u00e9%s", "x", 2)
	_ = fmt.Errorf(s)
	fmt.Fprintf(os.Stdout, s)
	_ = fmt.Sprintf(err.Error())
	fmt.Printf(fmt.Sprint("x"))
	format := "%d"
	fmt.Printf(format, "x")
	fmt.Printf(format)
	const g = "x%"
	fmt.Printf(g)
	fmt.Printf("x%d" +
		"y%s", "a", 1)
	var str str = "x"
	fmt.Printf(string(str))
}

func types(st stringer, ps pstringer, et errType, fo formatter, g gostr, pr pair, pl plain, ne nested, re rec, s str, n num, ifc iface, d time.Duration, t time.Time, ss []string, is []int, as []any, mm map[str][]num, arr [3]bool, es []error, w io.Writer) {
	fmt.Printf("%s %v %d", st, st, st)
	fmt.Printf("%s", ps)
	fmt.Printf("%s", &ps)
	fmt.Printf("%d", &ps)
	fmt.Printf("%s %d", et, et)
	fmt.Printf("%z %d %s", fo, fo, &fo)
	fmt.Printf("%s", g)
	fmt.Printf("%d", pr)
	fmt.Printf("%s", pr)
	fmt.Printf("%v", pr)
	fmt.Printf("%d %d", pl, &pl)
	fmt.Printf("%s", pl)
	fmt.Printf("%d", ne)
	fmt.Printf("%d", re)
	fmt.Printf("%x", &re)
	fmt.Printf("%s %d", s, n)
	fmt.Printf("%d %s", s, n)
	fmt.Printf("%s %d", ifc, ifc)
	fmt.Printf("%d %s %f", d, d, d)
	fmt.Printf("%s %d", t, t)
	fmt.Printf("%s %q %d", ss, ss, ss)
	fmt.Printf("%d %s", is, is)
	fmt.Printf("%d %s %t", as, as, as)
	fmt.Printf("%s", mm)
	fmt.Printf("%d", mm)
	fmt.Printf("%t %d", arr, arr)
	fmt.Printf("%s %d", es, es)
	fmt.Printf("%s", w)
	fmt.Printf("%s", struct{ e error }{})
	fmt.Printf("%s", struct{ E error }{})
	fmt.Printf("%d", struct{ s stringer }{})
	fmt.Printf("%d", []pair{})
	fmt.Printf("%d", func() int { return 1 }())
	fmt.Printf("%d", func() {})
	fmt.Printf("%s", [2][]byte{})
	fmt.Printf("%s", &ss)
	fmt.Printf("%d", &is)
	fmt.Printf("%d", &mm)
	fmt.Printf("%s", &struct{ p *plain }{})
	fmt.Printf("%d", &struct{ p *plain }{})
	fmt.Printf("%t", &arr)
	fmt.Printf("%s", (*string)(nil))
	fmt.Printf("%d", (*float64)(nil))
	fmt.Printf("%d", 1.0)
	fmt.Printf("%d", 'x')
	fmt.Printf("%f", 'x')
	fmt.Printf("%c", 65)
	fmt.Printf("%s", 'x')
	fmt.Printf("%d", 1<<3)
	fmt.Printf("%d", "x"+"y")
	fmt.Printf("%s", len(ss))
	fmt.Printf("%d", errors.New)
	fmt.Printf("%v", fn)
	fmt.Printf("%s", fn)
	fmt.Printf("%d", fmt.Println)
	fmt.Printf("%s", true)
	fmt.Printf("%d", ss == nil)
	fmt.Printf("%s", errors.New("x"))
	fmt.Printf("%d", errors.New("x"))
	fmt.Printf("%d", int64(1)+2)
	fmt.Printf("%s", struct{}{})
	fmt.Printf("%d", ifc.(fmt.Stringer))
}

func generic[T any, I int | int64, S ~string, M int | string, E error, ST fmt.Stringer, P *int](t T, i I, s S, m M, e E, st ST, p P, ts []T, is []I) {
	fmt.Printf("%d %s", t, t)
	fmt.Printf("%d", i)
	fmt.Printf("%s", i)
	fmt.Printf("%s", s)
	fmt.Printf("%d", s)
	fmt.Printf("%d", m)
	fmt.Printf("%s", m)
	fmt.Printf("%v", m)
	fmt.Printf("%s %d", e, e)
	fmt.Printf("%s %d", st, st)
	fmt.Printf("%s", p)
	fmt.Printf("%p", p)
	fmt.Printf("%s", ts)
	fmt.Printf("%s", is)
	fmt.Println(t, i)
}

func prints(s string, w io.Writer, e error) {
	fmt.Println("%d", 1)
	fmt.Println("x\n")
	fmt.Println("x", "y\n")
	fmt.Print("x\n")
	fmt.Print("%s")
	fmt.Println("100%")
	fmt.Println("100% sure")
	fmt.Println("%v%")
	fmt.Println("a %w", 1)
	fmt.Print("%%")
	fmt.Println(fn)
	fmt.Println(fn, 1)
	fmt.Print(1, fn)
	fmt.Println(os.Stdout, "x")
	fmt.Println(os.Stderr)
	fmt.Println(w, "x")
	fmt.Fprintln(w, w)
	fmt.Println("x" + "\n")
	fmt.Println(s + "\n")
	const c = "y\n"
	fmt.Println(c)
	fmt.Println(`x
`)
	fmt.Println("%s", s)
	fmt.Println("x", "%s")
	fmt.Println()
	fmt.Println(fmt.Sprint)
	fmt.Println(args()...)
	fmt.Sprintln("%d")
	fmt.Println("%+v", s)
	fmt.Println("%5.2f", s)
	fmt.Println("%[1]d", s)
	fmt.Println("%T")
	fmt.Println("20%d")
	fmt.Println("%-5s|")
	fmt.Println("%Z")
	fmt.Println("\n")
	fmt.Println("x\n\n")
	fmt.Println("% d")
	fmt.Println("50%foo")
	fmt.Println("% ")
	fmt.Println("%20")
	fmt.Println("a%20b")
	fmt.Println("https://x/%2Fy")
}

func wraps(e, f error) {
	_ = fmt.Errorf("%w %w", e, f)
	_ = fmt.Errorf("%w", "x")
	_ = fmt.Errorf("%w", nil)
	_ = fmt.Errorf("%w")
	_ = fmt.Errorf("%+w %-5w", e, f)
	_ = fmt.Sprintf("%w", e)
	_ = fmt.Errorf("%w", errType{})
	_ = fmt.Errorf("%w", &errType{})
	_ = fmt.Errorf("x", e)
	_ = fmt.Errorf("%[1]w", e)
	var a any = e
	_ = fmt.Errorf("%w", a)
	_ = fmt.Errorf("%w", []error{e})
}

type recursive int

func (r recursive) String() string {
	_ = fmt.Sprintf("%d", r)
	_ = fmt.Sprint(int(r))
	_ = fmt.Sprintf("%s", r)
	_ = fmt.Sprint(r)
	_ = fmt.Sprintf("%v %s", 1, &r)
	return fmt.Sprintln("x", r)
}

func (r recursive) GoString() string { return fmt.Sprintf("%#v", r) }

type recErr struct{}

func (e *recErr) Error() string {
	_ = fmt.Sprint(*e)
	_ = func() string { return fmt.Sprint(e) }
	return fmt.Sprintf("%v", e)
}

func (e *recErr) String() string { return fmt.Sprint(e) }

type okRec struct{ inner *okRec }

func (o okRec) String() string { return fmt.Sprint(o.inner) }

type recFmt struct{}

func (r recFmt) Format(s fmt.State, c rune) { fmt.Fprintf(s, "%v", r) }
func (r recFmt) String() string             { return fmt.Sprint(r) }

func main() {}
