// Two mutexes locked in opposite orders, made certain by channels.
package main

import (
	"sync"
)

func main() {
	var a, b sync.Mutex
	ready := make(chan bool)
	go func() {
		b.Lock()
		ready <- true
		a.Lock()
	}()
	a.Lock()
	<-ready
	b.Lock()
}
