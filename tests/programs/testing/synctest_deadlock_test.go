package main

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		wg.Add(2)
		go func() {
			defer wg.Done()
			select {
			case <-make(chan int):
			case <-make(chan int):
			}
		}()
		go func() {
			var c sync.Cond
			c.L = new(sync.Mutex)
			c.L.Lock()
			c.Wait()
		}()
		go func() { select {} }()
		go func() {
			for {
				time.Sleep(time.Second)
				return
			}
		}()
		wg.Wait()
	})
}
