// Two senders, one receiver.
package main

import (
	"fmt"
	"sync"
)

func send(c chan<- int, v int) {
	c <- v
}

func main() {
	c := make(chan int)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			send(c, i*0+7)
		}()
	}
	fmt.Println(<-c)
	wg.Wait()
}
