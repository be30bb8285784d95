// A loop with a deadline and a heartbeat.
package main

import (
	"fmt"
	"time"
)

func main() {
	deadline := time.After(100 * time.Millisecond)
	beat := time.NewTicker(30 * time.Millisecond)
	defer beat.Stop()
	n := 0
	for {
		select {
		case <-beat.C:
			n++
			continue
		case <-deadline:
		}
		break
	}
	fmt.Println(n >= 2 && n <= 3)
}
