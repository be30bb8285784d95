// AfterFunc runs in its own goroutine and can be stopped.
package main

import (
	"fmt"
	"time"
)

func main() {
	done := make(chan string)
	t := time.AfterFunc(time.Millisecond, func() { done <- "fired" })
	fmt.Println(<-done, t.Stop())
	s := time.AfterFunc(time.Hour, func() { panic("never") })
	fmt.Println(s.Stop(), s.Stop())
	t.Reset(time.Millisecond)
	fmt.Println(<-done)
}
