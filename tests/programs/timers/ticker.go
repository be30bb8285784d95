// A ticker ticks until it is stopped, and drops ticks nobody takes.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTicker(5 * time.Millisecond)
	for i := range 3 {
		<-t.C
		fmt.Println("tick", i)
	}
	t.Reset(2 * time.Millisecond)
	<-t.C
	t.Stop()
	time.Sleep(10 * time.Millisecond)
	select {
	case <-t.C:
		fmt.Println("after stop")
	default:
		fmt.Println("stopped")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		time.NewTicker(0)
	}()
}
