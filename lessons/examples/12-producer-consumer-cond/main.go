package main

import (
	"fmt"
	"sync"
)

// queue is a channel built by hand: a slice, a lock, and two conditions to
// wait for. Wait gives the lock back while it sleeps, and by the time it has
// the lock again somebody else may have been faster. Hence the loops.
type queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []int
	room     int
}

func newQueue(room int) *queue {
	q := &queue{room: room}
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(item int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.room {
		q.notFull.Wait()
	}
	q.items = append(q.items, item)
	q.notEmpty.Signal()
}

func (q *queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return item
}

func main() {
	q := newQueue(2)
	var wg sync.WaitGroup
	for id := range 2 {
		wg.Go(func() {
			for i := range 3 {
				q.put(10*id + i)
			}
		})
	}
	sum := 0
	for range 6 {
		item := q.take()
		fmt.Println("took", item)
		sum += item
	}
	wg.Wait()
	fmt.Println("sum", sum)
}
