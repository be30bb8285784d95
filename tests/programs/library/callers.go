// Who called whom, as runtime.Callers, Caller and Stack see it, through methods, generics and panics.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type T struct{}

func (T) M()  { show("M") }
func (*T) P() { show("P") }

type I interface{ M() }

type E struct{ T }

func show(what string) {
	pcs := make([]uintptr, 20)
	n := runtime.Callers(0, pcs)
	fs := runtime.CallersFrames(pcs[:n])
	fmt.Print(what, ":")
	for {
		f, more := fs.Next()
		if f.Function != "runtime.goexit" {
			fmt.Print(" ", f.Function)
			if !strings.HasPrefix(f.Function, "runtime.") {
				fmt.Print(":", f.Line)
			}
		}
		if !more {
			break
		}
	}
	fmt.Println()
	for i := range 5 {
		pc, _, line, ok := runtime.Caller(i)
		if ok && strings.HasPrefix(runtime.FuncForPC(pc).Name(), "main.") {
			fmt.Print(" ", runtime.FuncForPC(pc).Name(), " ", line)
		}
	}
	fmt.Println()
	for i, l := range strings.Split(string(debug.Stack()), "\n") {
		if i%2 == 1 && !strings.HasPrefix(l, "created") {
			if i := strings.LastIndexByte(l, '('); i >= 0 {
				l = l[:i]
			}
			fmt.Print(l, "; ")
		}
	}
	fmt.Println()
}

func generic[X any](x X) { show(fmt.Sprintf("%T", x)); func() { show("closure") }() }

type G[X any] struct{}

func (G[X]) M() { show("G.M") }

func main() {
	show("main")
	T{}.M()
	(&T{}).P()
	var i I = T{}
	i.M()
	i = &T{}
	i.M()
	i = E{}
	i.M()
	i = &E{}
	i.M()
	f := T{}.M
	f()
	g := T.M
	g(T{})
	h := I.M
	h(T{})
	generic(1)
	generic("")
	G[int]{}.M()
	i = G[[]string]{}
	i.M()
	defer func() {
		show("deferred, panic")
		recover()
		show("recovered")
		defer func() {
			show("fault")
			recover()
			defer func() { recover(); show("exit") }()
			done := make(chan int)
			go func() {
				defer close(done)
				defer show("goexit")
				runtime.Goexit()
			}()
			<-done
			for range seq {
				show("body")
			}
			panic(fmt.Sprint("x"))
		}()
		var m *int
		*m = 1
	}()
	defer show("in defer")
	panic(1)
}

func seq(yield func() bool) {
	defer show("seq")
	yield()
}
