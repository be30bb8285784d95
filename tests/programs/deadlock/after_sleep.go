// All asleep only after the timers have fired.
package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("awake once more")
	}()
	<-c
}
