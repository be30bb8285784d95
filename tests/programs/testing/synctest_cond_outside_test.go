package main

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestSignal(t *testing.T) {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	gate := make(chan bool)
	go func() {
		<-gate
		mu.Lock()
		c.Signal()
	}()
	synctest.Test(t, func(t *testing.T) {
		go func() {
			time.Sleep(time.Second)
			close(gate)
			// Not durable: the clock stands still.
			<-never
		}()
		mu.Lock()
		c.Wait()
	})
}

// never is a channel from outside of all bubbles.
var never = make(chan int)
