package main

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
)

type Seq = iter.Seq[int]

func count(n int) Seq {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func ignore(yield func(int) bool) {
	for i := range 3 {
		yield(i)
	}
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			fmt.Println(name, "runtime error:", e)
		} else {
			fmt.Println(name, r)
		}
	}()
	f()
}

func viaGoroutine(yield func(int) bool) {
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		yield(7)
		yield(8)
	}()
	fmt.Println("goroutine:", <-done)
}

func lateGoroutine(yield func(int) bool) {
	ch := make(chan any)
	defer func() { lateResult = ch }()
	go func() {
		defer func() { ch <- recover() }()
		<-start
		yield(1)
	}()
}

var start = make(chan int)
var lateResult chan any

func goexitBody() {
	done := make(chan int)
	go func() {
		defer close(done)
		defer fmt.Println("outer deferred")
		for i := range count(3) {
			defer fmt.Println("body deferred", i)
			if i == 1 {
				runtime.Goexit()
			}
		}
		fmt.Println("unreached")
	}()
	<-done
}

func panicBody() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("got %v", r)
		}
	}()
	for i := range func(yield func(int) bool) {
		defer func() {
			fmt.Println("iter cleanup")
		}()
		yield(1)
	} {
		defer func() { fmt.Println("body defer", i) }()
		panic("body")
	}
	return nil
}

func iterRecovers() int {
	for i := range func(yield func(int) bool) {
		defer func() {
			r := recover()
			fmt.Println("iterator recovered", r)
		}()
		yield(1)
	} {
		_ = i
		panic("swallowed")
	}
	return 5
}

func deferRecover() (s string) {
	for i := range count(2) {
		defer func() {
			if r := recover(); r != nil {
				s = fmt.Sprint("rec ", r, i)
			}
		}()
	}
	panic("after")
}

func returnsFromDefer() (n int) {
	for i := range count(5) {
		defer func() { n += i }()
		if i == 3 {
			return 100
		}
	}
	return 1
}

func nestedLabels() {
a:
	for i := range count(3) {
	b:
		for j := range []int{0, 1, 2} {
		c:
			for k := range count(3) {
				switch {
				case k == 1 && j == 0:
					continue b
				case j == 1 && i == 0:
					continue a
				case i == 2:
					break a
				case k == 2:
					break c
				case j == 2:
					break b
				}
				fmt.Print(i, j, k, " ")
			}
		}
	}
	fmt.Println()
}

func gotos() {
	n := 0
top:
	for i := range count(10) {
		n++
		if i == 2 && n < 8 {
			goto top
		}
		if n >= 8 {
			goto done
		}
	}
done:
	fmt.Println("n", n)
}

func closures() {
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}

func two(yield func(string, error) bool) {
	_ = yield("a", nil) && yield("b", errors.New("e"))
}
func none(yield func() bool) {
	for yield() {
	}
}

type Tree struct {
	l, r *Tree
	v    int
}

func (t *Tree) All() Seq {
	return func(yield func(int) bool) { t.push(yield) }
}
func (t *Tree) push(yield func(int) bool) bool {
	return t == nil || t.l.push(yield) && yield(t.v) && t.r.push(yield)
}
func (t *Tree) Rec(yield func(int) bool) {
	if t == nil {
		return
	}
	for v := range t.l.Rec {
		if !yield(v) {
			return
		}
	}
	if !yield(t.v) {
		return
	}
	t.r.Rec(yield)
}

func sum(s Seq) (t int) {
	for v := range s {
		t += v
	}
	return
}

func assign() {
	var x int
	var arr [3]int
	m := map[string]int{}
	for x = range count(3) {
	}
	for arr[1] = range count(5) {
	}
	for m["k"] = range count(7) {
	}
	var s string
	var e error
	for s, e = range two {
		if e != nil {
			break
		}
	}
	fmt.Println(x, arr, m, s, e)
}

func namedResult() (x int, s string) {
	for i := range count(4) {
		x, s = i, "set"
		if i == 2 {
			return x + 1, s + "!"
		}
	}
	return
}

func selectIn() {
	c := make(chan int, 3)
	for i := range count(5) {
		select {
		case c <- i:
			if i == 1 {
				break
			}
			fmt.Print("s", i, " ")
		default:
			fmt.Print("full ")
		}
	}
	fmt.Println(len(c))
}

func main() {
	try("ignore", func() {
		for i := range ignore {
			if i == 1 {
				break
			}
		}
	})
	try("ignoreReturn", func() {
		func() int {
			for i := range ignore {
				return i
			}
			return 0
		}()
	})
	try("ignoreContinueOuter", func() {
	outer:
		for range 2 {
			for range ignore {
				continue outer
			}
		}
	})
	try("panicThenYield", func() {
		for i := range func(yield func(int) bool) {
			func() {
				defer func() { fmt.Println("r", recover()) }()
				yield(1)
			}()
			yield(2)
		} {
			panic(i)
		}
	})
	try("viaGoroutine", func() {
		for i := range viaGoroutine {
			fmt.Println("body", i)
		}
	})
	try("viaGoroutineBreak", func() {
		for range viaGoroutine {
			break
		}
	})
	try("late", func() {
		for range lateGoroutine {
		}
		start <- 1
		fmt.Println("late:", <-lateResult)
	})
	try("recursiveYield", func() {
		var y func(int) bool
		for i := range func(yield func(int) bool) { y = yield; yield(0) } {
			if i < 2 {
				y(i + 1)
			}
		}
	})
	goexitBody()
	fmt.Println(panicBody())
	try("iterRecovers", func() { fmt.Println(iterRecovers()) })
	fmt.Println(deferRecover(), returnsFromDefer())
	nestedLabels()
	gotos()
	closures()
	n := 0
	for range none {
		if n++; n == 4 {
			break
		}
	}
	fmt.Println(n)
	t := &Tree{&Tree{nil, nil, 1}, &Tree{&Tree{nil, nil, 3}, nil, 4}, 2}
	fmt.Println(sum(t.All()), sum(t.Rec), slices.Collect(t.All()))
	for v := range t.Rec {
		if v == 3 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	assign()
	fmt.Println(namedResult())
	selectIn()
	for i, v := range slices.Backward([]string{"a", "b"}) {
		fmt.Print(i, v)
	}
	for _, k := range slices.Sorted(maps.Keys(map[string]int{"z": 1, "y": 2})) {
		fmt.Print(k)
	}
	for c := range slices.Chunk([]int{1, 2, 3}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
	next, stop := iter.Pull2(two)
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(next())
	stop()
	next2, stop2 := iter.Pull(count(3))
	stop2()
	fmt.Println(next2())
	try("pull reentrant", func() {
		var nx func() (int, bool)
		var st func()
		nx, st = iter.Pull(func(yield func(int) bool) {
			nx()
		})
		defer st()
		nx()
	})
	try("pull goexit", func() {
		done := make(chan int)
		go func() {
			defer close(done)
			defer func() { fmt.Println("after goexit", recover()) }()
			nx, st := iter.Pull(func(yield func(int) bool) { runtime.Goexit() })
			defer st()
			fmt.Println(nx())
		}()
		<-done
	})
	try("stop panics", func() {
		nx, st := iter.Pull(func(yield func(int) bool) {
			defer func() { panic("in stop") }()
			yield(1)
		})
		fmt.Println(nx())
		st()
	})
	func() {
		defer fmt.Println("x")
		for i := range count(2) {
			for j := range count(2) {
				defer fmt.Print(i, j, ";")
			}
		}
	}()
	var nilSeq Seq
	try("nil", func() {
		for range nilSeq {
		}
	})
}
