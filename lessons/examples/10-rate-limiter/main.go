package main

import (
	"fmt"
	"time"
)

// A request needs a token. The bucket starts full, so a burst of three goes
// through at once; after that a ticker adds one token at a time.
func main() {
	const burst = 3
	tokens := make(chan struct{}, burst)
	for range burst {
		tokens <- struct{}{}
	}

	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	go func() {
		for range ticker.C {
			select {
			case tokens <- struct{}{}:
			default: // The bucket is full: the token is lost.
			}
		}
	}()

	start := time.Now()
	for request := 1; request <= 6; request++ {
		<-tokens
		waited := time.Since(start).Round(10 * time.Millisecond)
		fmt.Printf("request %d passes at %v\n", request, waited)
	}
}
