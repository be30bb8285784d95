package main

import (
	"fmt"
	"sync/atomic"
)

// clock holds the minutes since midnight: one word, one truth.
type clock struct {
	minutes atomic.Int64
}

func (c *clock) set(hour, minute int) {
	c.minutes.Store(int64(60*hour + minute))
}

func (c *clock) now() (hour, minute int) {
	m := int(c.minutes.Load())
	return m / 60, m % 60
}

func main() {
	c := &clock{}
	c.set(9, 59)

	go c.set(10, 0)

	hour, minute := c.now()
	fmt.Printf("%d:%02d\n", hour, minute)
}
