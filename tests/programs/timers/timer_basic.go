// NewTimer, Stop, Reset.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	fmt.Println(t.Stop(), len(t.C), cap(t.C))
	fmt.Println(t.Reset(time.Millisecond))
	<-t.C
	t.Reset(time.Hour)
	fmt.Println(t.Stop(), t.Stop())
	u := time.NewTimer(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	fmt.Println(len(u.C), u.Stop())
	select {
	case <-u.C:
		fmt.Println("a stale value")
	default:
		fmt.Println("no stale value")
	}
	v := time.NewTimer(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	v.Reset(time.Millisecond)
	<-v.C
	select {
	case <-v.C:
		fmt.Println("two values")
	default:
		fmt.Println("one value")
	}
}
