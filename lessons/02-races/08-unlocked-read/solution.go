package main

import (
	"fmt"
	"sync"
)

type clock struct {
	mu           sync.Mutex
	hour, minute int
}

func (c *clock) set(hour, minute int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hour = hour
	c.minute = minute
}

func (c *clock) now() (hour, minute int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	hour = c.hour
	minute = c.minute
	return hour, minute
}

func main() {
	c := &clock{hour: 9, minute: 59}

	go c.set(10, 0)

	hour, minute := c.now()
	fmt.Printf("%d:%02d\n", hour, minute)
}
