// Texts of make's and append's panics.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}
func main() {
	n, big := -1, 1<<62
	try(func() { _ = make([]int, n) })
	try(func() { _ = make([]int, big) })
	try(func() { _ = make([]int, 0, n) })
	try(func() { _ = make([]int, 5, 5+n) })
	try(func() { _ = make([]int, 0, big) })
	try(func() { _ = make(chan int, n) })
	try(func() { _ = make(chan int, big) })
	try(func() { fmt.Println(len(make(map[int]int, n))) })
	try(func() { fmt.Println(len(make([]struct{}, big))) })
	try(func() { _ = append(make([]struct{}, 1<<63-1), struct{}{}) })
}
