// Bodies of loops over functions are literals: names of those in them depend on whether gc inlines
// the function that is looped over, and the body into it.
package main

import (
	"fmt"
	"iter"
	"runtime"
	"strings"
)

// at prints the functions that were active when f panicked.
func at(what string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %v\n", what, r)
		pcs := make([]uintptr, 50)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
		for {
			fr, more := frames.Next()
			if strings.HasPrefix(fr.Function, "main.at") {
				break
			}
			if strings.HasPrefix(fr.Function, "main.") {
				fmt.Printf("\t%s %d\n", fr.Function, fr.Line)
			}
			if !more {
				break
			}
		}
	}()
	f()
}

func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

//go:noinline
func run(f func() error) {
	f()
}

func fail() error {
	var m map[string]int
	m["a"] = 1
	return nil
}

func handler(name string) func() error {
	return func() error {
		var m map[string]int
		m[name] = 1
		return nil
	}
}

func two(name string) (func() error, func() error) {
	a := func() error {
		return nil
	}
	b := func() error {
		var m map[string]int
		m[name] = 1
		return nil
	}
	return a, b
}

func outer(name string) func() error {
	return handler(name)
}

var sink func() error

func seq(yield func(int) bool) {
	_ = yield(1) && yield(2)
	defer fmt.Println()
}

func d0() {
	func() {
		run(handler("a"))
		fmt.Println()
	}()
}

func d1() {
	f := func() {
		_, b := two("a")
		run(b)
	}
	defer f()
}

func d3() {
	f := func() func() error {
		return func() error {
			var m map[string]int
			m["name"] = 1
			return nil
		}
	}
	run(f())
}

func d4() {
	f := func() func() error {
		return func() error {
			var m map[string]int
			m["name"] = 1
			return nil
		}
	}
	for i := range 2 {
		if i == 1 {
			run(f())
		}
	}
	sink = f()
}

func d5() {
	for i := range seq {
		func() {
			run(handler(fmt.Sprint(i)))
		}()
		run(handler(fmt.Sprint(i)))
	}
}

func d6() {
	for i := range seq {
		run(handler(fmt.Sprint(i)))
	}
}

func e1() {
	for i := range Count(3) {
		run(func() error { fmt.Println(i); return fail() })
	}
}

func e2() {
	for range Count(3) {
		defer func() {
			fail()
		}()
	}
}

func e3() {
	func() {
		for i := range Count(3) {
			run(func() error { fmt.Println(i); return fail() })
		}
	}()
}

func e5() {
	for i := range Count(3) {
		f := func() error { fmt.Println(i); return fail() }
		f()
		for j := range Count(3) {
			run(func() error { fmt.Println(i, j); return fail() })
		}
	}
}

func e6() {
	for i := range Count(3) {
		for j := range Count(3) {
			run(func() error { fmt.Println(i, j); return fail() })
		}
	}
}

func main() {
	at("d0", d0)
	at("d1", d1)
	at("d3", d3)
	at("d4", d4)
	at("d5", d5)
	at("d6", d6)
	at("e1", e1)
	at("e2", e2)
	at("e3", e3)
	at("e5", e5)
	at("e6", e6)
	at("d0 in a literal", func() {
		func() {
			run(handler("a"))
			fmt.Println()
		}()
	})
	at("d1 in a literal", func() {
		f := func() {
			_, b := two("a")
			run(b)
		}
		defer f()
	})
	at("d3 in a literal", func() {
		f := func() func() error {
			return func() error {
				var m map[string]int
				m["name"] = 1
				return nil
			}
		}
		run(f())
	})
	at("d4 in a literal", func() {
		f := func() func() error {
			return func() error {
				var m map[string]int
				m["name"] = 1
				return nil
			}
		}
		for i := range 2 {
			if i == 1 {
				run(f())
			}
		}
		sink = f()
	})
	at("d5 in a literal", func() {
		for i := range seq {
			func() {
				run(handler(fmt.Sprint(i)))
			}()
			run(handler(fmt.Sprint(i)))
		}
	})
	at("d6 in a literal", func() {
		for i := range seq {
			run(handler(fmt.Sprint(i)))
		}
	})
	at("e1 in a literal", func() {
		for i := range Count(3) {
			run(func() error { fmt.Println(i); return fail() })
		}
	})
	at("e2 in a literal", func() {
		for range Count(3) {
			defer func() {
				fail()
			}()
		}
	})
	at("e3 in a literal", func() {
		func() {
			for i := range Count(3) {
				run(func() error { fmt.Println(i); return fail() })
			}
		}()
	})
	at("e5 in a literal", func() {
		for i := range Count(3) {
			f := func() error { fmt.Println(i); return fail() }
			f()
			for j := range Count(3) {
				run(func() error { fmt.Println(i, j); return fail() })
			}
		}
	})
	at("e6 in a literal", func() {
		for i := range Count(3) {
			for j := range Count(3) {
				run(func() error { fmt.Println(i, j); return fail() })
			}
		}
	})
	done := make(chan bool)
	for i := range Count(3) {
		go func() {
			at("goroutine", func() { run(outer("a")) })
			fmt.Println(i)
			done <- true
		}()
		<-done
	}
}
