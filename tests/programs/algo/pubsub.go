// Topics, subscribers and slow readers.
package main

import (
	"fmt"
	"sync"
)

type bus struct {
	mu   sync.RWMutex
	subs map[string][]chan string
}

func (b *bus) subscribe(topic string) <-chan string {
	c := make(chan string, 8)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs[topic] = append(b.subs[topic], c)
	return c
}

func (b *bus) publish(topic, msg string) (n int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, c := range b.subs[topic] {
		select {
		case c <- msg:
			n++
		default:
		}
	}
	return
}

func (b *bus) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, cs := range b.subs {
		for _, c := range cs {
			close(c)
		}
	}
}

func main() {
	b := &bus{subs: map[string][]chan string{}}
	x, y, z := b.subscribe("a"), b.subscribe("a"), b.subscribe("b")
	sent := 0
	for i := range 10 {
		sent += b.publish("a", fmt.Sprint("m", i))
	}
	sent += b.publish("b", "only")
	fmt.Println(sent, b.publish("none", "x"))
	b.close()
	count := func(c <-chan string) (n int, last string) {
		for last = range c {
			n++
		}
		return
	}
	fmt.Println(count(x))
	fmt.Println(count(y))
	fmt.Println(count(z))
}
