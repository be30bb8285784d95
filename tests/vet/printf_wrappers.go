// Functions that hand their arguments to fmt's.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"testing"
)

func logf(format string, args ...any)                   { fmt.Printf(format, args...) }
func logp(args ...any)                                  { fmt.Print(args...) }
func logln(args ...any)                                 { fmt.Println(args...) }
func errf(format string, args ...interface{}) error     { return fmt.Errorf(format, args...) }
func twice(format string, args ...any)                  { logf(format, args...) }
func prefixed(format string, args ...any)               { logf("x: "+format, args...) }
func sprint(n int, args ...any) string                  { return fmt.Sprint(args...) }
func changed(format string, args ...any)                { format = "x" + format; fmt.Printf(format, args...) }
func extended(format string, args ...any)               { args = append(args, 1); fmt.Printf(format, args...) }
func typed(format string, args ...int)                  { fmt.Println(format, args) }
func none(format string, args ...any)                   {}
func badf(format string, args ...any)                   { fmt.Printf(format, args) }
func badp(args ...any)                                  { fmt.Print(args) }
func level(l int, prefix, format string, args ...any)   { fmt.Fprintf(os.Stdout, format, args...) }
func inClosure(format string, args ...any)              { func() { fmt.Printf(format, args...) }() }
func inDefer(format string, args ...any)                { defer fmt.Printf(format, args...) }
func first(a, b string, args ...any)                    { fmt.Printf(a, args...) }
func self(format string, args ...any)                   { self(format, args...) }
func mutA(format string, args ...any)                   { mutB(format, args...) }
func mutB(format string, args ...any)                   { mutA(format, args...); fmt.Printf(format, args...) }
func addr(format string, args ...any)                   { p := &format; _ = p; fmt.Printf(format, args...) }
func slice(format string, args []any)                   { fmt.Printf(format, args...) }
func ln(format string, args ...any)                     { fmt.Println(append([]any{format}, args...)...) }

type L struct{ w io.Writer }

func (l *L) Infof(format string, args ...any) { fmt.Fprintf(l.w, format, args...) }
func (l *L) Info(args ...any)                 { fmt.Fprint(l.w, args...) }
func (l L) Infoln(args ...any)                { fmt.Fprintln(l.w, args...) }

type E struct{ *L }

type I interface {
	Infof(format string, args ...any)
	Info(args ...any)
}

type G[T any] struct{}

func (G[T]) Errf(t T, format string, args ...any) { fmt.Printf(format, args...) }

func genf[T any](t T, format string, args ...any) { fmt.Printf(format, args...) }

var global = func(format string, args ...any) { fmt.Printf(format, args...) }

func use(l *L, e E, i I, t *testing.T, tb testing.TB, b *testing.B, lg *log.Logger) {
	logf("%d", "x")
	logp("%d", 1)
	logln("x\n")
	errf("%w", errors.New("x"))
	errf("%w", 1)
	twice("%d", "x")
	prefixed("%d", "x")
	_ = sprint(1, "%s", 1)
	changed("%d", "x")
	extended("%d")
	typed("%d", 1)
	none("%d", "x")
	badf("%d", "x")
	badp("%d")
	level(1, "%d", "%d", "x")
	inClosure("%d", "x")
	inDefer("%d", "x")
	first("%d", "%s", "x")
	self("%d", "x")
	mutA("%d", "x")
	mutB("%d", "x")
	addr("%d", "x")
	slice("%d", []any{1})
	ln("%d", 1)
	l.Infof("%d", "x")
	l.Info("%d", 1)
	l.Infoln("x\n")
	e.Infof("%d", "x")
	e.Info("%d")
	i.Infof("%d", "x")
	i.Info("%d")
	G[int]{}.Errf(1, "%d", "x")
	genf(1, "%d", "x")
	genf[string]("x", "%d", "x")
	global("%d", "x")
	local := func(format string, args ...any) { fmt.Printf(format, args...) }
	local("%d", "x")
	t.Errorf("%d", "x")
	t.Error("%d", 1)
	t.Log("x\n")
	t.Skipf("%d", "x")
	t.Fatal("%d")
	t.Fatalf("%d")
	tb.Errorf("%d", "x")
	tb.Log("%d", 1)
	b.Logf("%d", "x")
	b.Fatal("a%s")
	log.Printf("%d", "x")
	log.Println("x\n")
	log.Panicf("%s", 1)
	lg.Printf("%d", "x")
	lg.Fatalln("%d")
	(*L).Infof(l, "%d", "x")
	f := l.Infof
	f("%d", "x")
	fmt.Fprintf(os.Stdout, "%d", "x")
	fmt.Fprint(os.Stdout, "%d", 1)
	fmt.Fprintln(os.Stdout, "x\n")
	fmt.Appendf(nil, "%d", "x")
	_ = fmt.Append(nil, "%d", 1)
	_ = fmt.Sprintf("%d", "x")
	go logf("%d", "x")
	defer logf("%d", "x")
	func(format string, args ...any) { fmt.Printf(format, args...) }("%d", "x")
	i2 := I(l)
	i2.Infof("%d", "x")
	var s fmt.State
	fmt.Fprintf(s, "%d", "x")
	new(testing.T).Skip("%d", 1)
}

func main() {}
