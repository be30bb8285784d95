// Package semaphore shares out a number of units.
package semaphore

import (
	"container/list"
	"context"
	"sync"
)

// A Weighted hands out units, first come, first served.
type Weighted struct {
	mu    sync.Mutex
	size  int64
	taken int64
	queue list.List // of waiter
}

// A waiter waits for n units; ready is closed when it has them.
type waiter struct {
	n     int64
	ready chan struct{}
}

// NewWeighted makes a Weighted with n units.
func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// free reports whether n units can be had without waiting. mu is held.
func (s *Weighted) free(n int64) bool {
	return s.size-s.taken >= n && s.queue.Len() == 0
}

// Acquire waits for n units, or until ctx ends, and then returns its error.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	s.mu.Lock()
	select {
	case <-done:
		// Do not take units for someone who has given up.
		s.mu.Unlock()
		return ctx.Err()
	default:
	}
	if s.free(n) {
		s.taken += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		// There will never be enough; do not hold up the others.
		s.mu.Unlock()
		<-done
		return ctx.Err()
	}
	w := waiter{n, make(chan struct{})}
	place := s.queue.PushBack(w)
	s.mu.Unlock()
	select {
	case <-w.ready:
		select {
		case <-done:
			s.Release(n)
			return ctx.Err()
		default:
		}
		return nil
	case <-done:
		s.giveUp(w, place)
		return ctx.Err()
	}
}

// giveUp takes w out of the queue, or gives back what it has got meanwhile.
func (s *Weighted) giveUp(w waiter, place *list.Element) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-w.ready:
		s.taken -= w.n
		s.wake()
	default:
		first := s.queue.Front() == place
		s.queue.Remove(place)
		// Those behind w may need less than w did.
		if first && s.size > s.taken {
			s.wake()
		}
	}
}

// TryAcquire takes n units if it can do so at once.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	ok := s.free(n)
	if ok {
		s.taken += n
	}
	s.mu.Unlock()
	return ok
}

// Release gives back n units.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	s.taken -= n
	if s.taken < 0 {
		s.mu.Unlock()
		panic("semaphore: released more than held")
	}
	s.wake()
	s.mu.Unlock()
}

// wake serves the queue from its front as far as units go: passing over a
// waiter who needs many might let it wait for ever. mu is held.
func (s *Weighted) wake() {
	for e := s.queue.Front(); e != nil; e = s.queue.Front() {
		w := e.Value.(waiter)
		if s.size-s.taken < w.n {
			return
		}
		s.taken += w.n
		s.queue.Remove(e)
		close(w.ready)
	}
}
