// Blocked in a method, in a closure and in a generic function.
package main

import (
	"sync"
	"time"
)

type box struct{ c chan int }

func (b *box) put(v int) { b.c <- v }

func get[T any](c chan T) T { return <-c }

func main() {
	b := &box{make(chan int)}
	s := make(chan string)
	go b.put(1)
	go func() {
		get(s)
	}()
	time.Sleep(time.Millisecond)
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait()
}
