// A bounded queue with two conditions.
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu              sync.Mutex
	notFull, notEmp *sync.Cond
	items           []int
}

func (q *queue) put(v int) {
	q.mu.Lock()
	for len(q.items) == 3 {
		q.notFull.Wait()
	}
	q.items = append(q.items, v)
	q.notEmp.Signal()
	q.mu.Unlock()
}

func (q *queue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmp.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return v
}

func main() {
	q := &queue{}
	q.notFull, q.notEmp = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 25 {
				q.put(i*25 + j)
			}
		})
	}
	seen := map[int]bool{}
	for range 100 {
		seen[q.get()] = true
	}
	wg.Wait()
	fmt.Println(len(seen), len(q.items))
}
