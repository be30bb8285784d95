// RACE s.items
// Generic code is code.

package main

import "sync"

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }

func main() {
	s := new(stack[int])
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { s.push(i) })
	}
	wg.Wait()
}
