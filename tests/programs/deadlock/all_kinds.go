// One goroutine for each way to wait.
package main

import (
	"sync"
	"time"
)

var (
	mu sync.Mutex
	rw sync.RWMutex
	wg sync.WaitGroup
	c  = make(chan int)
	n  chan int
)

func waitSend()  { c <- 1 }
func waitNil()   { <-n }
func waitMutex() { mu.Lock() }
func waitRead()  { rw.RLock() }
func waitWrite() { rw.Lock() }
func waitGroup() { wg.Wait() }
func waitSelect() {
	select {
	case <-n:
	case n <- 1:
	}
}

func main() {
	mu.Lock()
	rw.Lock()
	wg.Add(1)
	go waitSend()
	go waitNil()
	go waitMutex()
	go waitRead()
	go waitGroup()
	go waitSelect()
	time.Sleep(time.Millisecond)
	go waitWrite()
	time.Sleep(time.Millisecond)
	select {}
}
