// A writer waits for readers; new readers wait for the writer.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	var log []string
	var mu sync.Mutex
	add := func(s string) { mu.Lock(); log = append(log, s); mu.Unlock() }
	rw.RLock()
	done := make(chan bool)
	go func() {
		rw.Lock()
		add("writer")
		rw.Unlock()
		done <- true
	}()
	time.Sleep(5 * time.Millisecond)
	fmt.Println(rw.TryRLock())
	go func() {
		rw.RLock()
		add("late reader")
		rw.RUnlock()
		done <- true
	}()
	time.Sleep(5 * time.Millisecond)
	add("first reader leaves")
	rw.RUnlock()
	<-done
	<-done
	fmt.Println(log)
}
