// Panics through iterators; continuing after the loop ended.
package main

import (
	"fmt"
)

func good(yield func(int) bool) {
	defer fmt.Println("good ends")
	for i := 0; yield(i); i++ {
	}
}

func stubborn(yield func(int) bool) {
	yield(1)
	yield(2)
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

func main() {
	try("body panics", func() {
		for i := range good {
			if i == 2 {
				panic("in the body")
			}
		}
	})
	try("ignores false", func() {
		for range stubborn {
			break
		}
	})
	var kept func(int) bool
	try("called later", func() {
		for range func(yield func(int) bool) { kept = yield } {
		}
		kept(1)
	})
	try("iterator panics", func() {
		for range func(yield func() bool) { yield(); panic("in the iterator") } {
			fmt.Println("once")
		}
	})
}
