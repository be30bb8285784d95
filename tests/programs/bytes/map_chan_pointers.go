// Maps and channels are one word, shared by their copies.
package main

import (
	"fmt"
	"unsafe"
)

func word[T any](v T) uintptr { return *(*uintptr)(unsafe.Pointer(&v)) }
func main() {
	m := map[string]int{"a": 1}
	n := m
	n["b"] = 2
	fmt.Println(word(m) == word(n), len(m), word(map[int]int(nil)), word(m) != 0)
	p := *(*unsafe.Pointer)(unsafe.Pointer(&m))
	k := *(*map[string]int)(unsafe.Pointer(&p))
	k["c"] = 3
	fmt.Println(len(m), m)
	c := make(chan int, 2)
	var d <-chan int = c
	c <- 5
	fmt.Println(word(c) == word(d), len(d), cap(d), word((chan int)(nil)))
	q := *(*unsafe.Pointer)(unsafe.Pointer(&d))
	both := *(*chan int)(unsafe.Pointer(&q))
	both <- 6
	fmt.Println(<-c, <-d, both == c)
	fmt.Println(fmt.Sprintf("%p", m) == fmt.Sprintf("%#x", word(m)), fmt.Sprintf("%p", c) == fmt.Sprintf("%#x", word(c)))
}
