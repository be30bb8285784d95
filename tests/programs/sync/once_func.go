// OnceFunc, OnceValue and OnceValues.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func main() {
	calls := 0
	f := sync.OnceFunc(func() { calls++ })
	f()
	f()
	v := sync.OnceValue(func() int { calls += 10; return calls })
	w := sync.OnceValues(func() (string, error) { calls += 100; return "w", errors.New("e") })
	fmt.Println(v(), v())
	fmt.Println(w())
	fmt.Println(w())
	fmt.Println(calls)
	p := sync.OnceFunc(func() { panic("again and again") })
	for range 2 {
		func() {
			defer func() { fmt.Println(recover()) }()
			p()
		}()
	}
}
