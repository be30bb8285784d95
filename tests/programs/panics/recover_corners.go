package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func helper() any { return recover() }

type T struct{}

func (T) rec()   { fmt.Println("method", recover()) }
func (*T) prec() { fmt.Println("pmethod", recover()) }

type I interface{ rec() }
type Emb struct{ T }
type EmbI struct{ I }

func a(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "escaped:", r)
		}
	}()
	f()
	fmt.Println(name, "done")
}

type E struct{ s string }

func (e E) Error() string { return e.s }

func nestedPanic() {
	defer func() {
		fmt.Println("outer", recover())
	}()
	defer func() {
		panic("second")
	}()
	panic("first")
}
func recoverRepanic() {
	defer func() { fmt.Println("2", recover()) }()
	defer func() {
		r := recover()
		panic(fmt.Sprint("re-", r))
	}()
	panic("one")
}
func deep() {
	defer func() {
		defer func() {
			fmt.Println("inner sees", recover())
		}()
	}()
	panic("p")
}
func deep2() {
	defer func() {
		func() { fmt.Println("not direct", recover()) }()
		fmt.Println("direct", recover())
		fmt.Println("again", recover())
	}()
	panic("p2")
}
func named() (x int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped: %v", r)
			x *= 2
		}
	}()
	x = 21
	panic("boom")
}
func loopDefers() {
	for i := range 3 {
		defer func() {
			r := recover()
			fmt.Println("d", i, r)
			if i > 0 {
				panic(i)
			}
		}()
	}
	panic("start")
}
func rt(f func()) {
	defer func() {
		r := recover()
		re, ok := r.(runtime.Error)
		fmt.Println(ok, re)
	}()
	f()
}
func goexit() {
	done := make(chan int)
	go func() {
		defer close(done)
		defer func() { fmt.Println("goexit recover:", recover()) }()
		runtime.Goexit()
	}()
	<-done
}
func goexitInPanic() {
	done := make(chan int)
	go func() {
		defer close(done)
		defer func() { fmt.Println("after", recover()) }()
		defer func() { runtime.Goexit() }()
		panic("x")
	}()
	<-done
}
func panicInGoexit() {
	done := make(chan int)
	go func() {
		defer close(done)
		defer fmt.Println("still exits")
		func() {
			defer func() { fmt.Println("rec", recover()) }()
			defer func() { panic("in goexit") }()
			runtime.Goexit()
		}()
		fmt.Println("not reached")
	}()
	<-done
}

type myErr struct{}

func (*myErr) Error() string { return "my" }

func main() {
	a("helper", func() { defer helper(); panic("h") })
	a("helper2", func() { defer func() { helper() }(); panic("h2") })
	a("deferred recover", func() { defer recover(); panic("builtin") })
	a("deferred print", func() { defer fmt.Println(recover()); panic("args") })
	a("method", func() { defer T{}.rec(); panic("m") })
	a("pmethod", func() { t := &T{}; defer t.prec(); panic("m") })
	a("ptr wrapper", func() { t := &T{}; defer t.rec(); panic("m") })
	a("iface", func() { var i I = T{}; defer i.rec(); panic("m") })
	a("iface ptr", func() { var i I = &T{}; defer i.rec(); panic("m") })
	a("emb", func() { e := Emb{}; defer e.rec(); panic("m") })
	a("embp", func() { var i I = &Emb{}; defer i.rec(); panic("m") })
	a("embi", func() { e := EmbI{T{}}; defer e.rec(); panic("m") })
	a("mvalue", func() { f := T{}.rec; defer f(); panic("m") })
	a("mexpr", func() { defer T.rec(T{}); panic("m") })
	a("mexpr2", func() { defer I.rec(T{}); panic("m") })
	a("mexpr3", func() { defer (*T).rec(&T{}); panic("m") })
	a("generic", func() { defer gen[int](); panic("m") })
	a("nested", nestedPanic)
	a("repanic", recoverRepanic)
	a("deep", deep)
	a("deep2", deep2)
	fmt.Println(named())
	a("loop", loopDefers)
	a("nil panic", func() {
		defer func() {
			r := recover()
			fmt.Printf("%T %v\n", r, r)
		}()
		panic(nil)
	})
	a("nil func", func() { var f func(); defer f(); fmt.Println("registered") })
	a("nil func go", func() { defer func() { fmt.Println(recover()) }(); var f func(); f() })
	var m map[string]int
	var s []int
	var p *T
	var arr *[3]int
	var e any = "s"
	z := 0
	i := 5
	rt(func() { m["a"] = 1 })
	rt(func() { _ = s[i] })
	rt(func() { _ = s[i:] })
	rt(func() { _ = s[1:i:2] })
	rt(func() { _ = "abc"[i] })
	rt(func() { _ = "abc"[i:] })
	rt(func() { _ = "abc"[2:z] })
	rt(func() { _ = 1 / z })
	rt(func() { _ = arr[1] })
	rt(func() { p.rec() })
	rt(func() { _ = e.(int) })
	rt(func() { _ = e.(fmt.Stringer) })
	rt(func() { _ = e.(I) })
	rt(func() { var x any; _ = x.(int) })
	rt(func() { var x error; _ = x.(*myErr) })
	rt(func() { var x error = errors.New("a"); _ = x.(*myErr) })
	rt(func() { close((chan int)(nil)) })
	rt(func() { c := make(chan int); close(c); close(c) })
	rt(func() { c := make(chan int); close(c); c <- 1 })
	rt(func() { _ = make([]int, z-1) })
	rt(func() { _ = make([]int, 1, z) })
	rt(func() { _ = make(chan int, z-1) })
	rt(func() { _ = make([]int, 1<<62>>z) })
	rt(func() { x := -1; _ = 1 << x })
	rt(func() { var a [4]int; _ = a[i] })
	rt(func() { var a [4]int; x := -1; a[x+z] = 1 })
	rt(func() { x := uint64(1 << 63); _ = s[x] })
	rt(func() { x := int8(-1); _ = s[x] })
	goexit()
	goexitInPanic()
	panicInGoexit()
	var err error = (*myErr)(nil)
	fmt.Println(err == nil, errors.As(err, new(*myErr)))
	func() {
		defer func() {
			r := recover()
			e, ok := r.(error)
			fmt.Println(ok, e, errors.Is(e, E{"x"}))
		}()
		panic(E{"x"})
	}()
	defer os.Exit(3)
	defer func() {
		fmt.Println("last", recover())
	}()
	panic(fmt.Sprintf("%d", i))
}
func gen[T any]() { var z T; fmt.Printf("%T %v\n", z, recover()) }
