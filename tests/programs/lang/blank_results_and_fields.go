package main

import (
	"fmt"
	"reflect"
)

type pair struct{ a, _, c int }

func zero[T any]() (_ T)     { return }
func two() (_ int, _ string) { return }
func last() (n int, _ error) { n = 3; return }
func some(b bool) (_ int, ok bool) {
	if b {
		return 7, true
	}
	return
}

func shown(name string, v any) {
	fmt.Println(name, reflect.ValueOf(v).Field(1).Int(), v)
}

func say(n int) int { fmt.Println("say", n); return n }

var static = pair{1, 2, 3}

func main() {
	dirty := [8]int{1, 2, 3, 4, 5, 6, 7, 8}
	_ = dirty
	fmt.Println(zero[int](), zero[string](), zero[[3]int](), zero[error]())
	fmt.Println(two())
	fmt.Println(last())
	fmt.Println(some(true))
	fmt.Println(some(false))
	shown("static", static)
	shown("local", pair{4, say(5), 6})
	p := &pair{7, 8, 9}
	shown("pointer", *p)
}
