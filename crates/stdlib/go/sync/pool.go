// A store of spare objects.

package sync

import "sync/atomic"

// A Pool keeps objects for reuse. Objects that were not taken out for two
// collections are dropped.
type Pool struct {
	_ noCopy
	// private holds the first object put in while it is empty; the others
	// form the stack spare.
	private atomic.Pointer[spare]
	spare   atomic.Pointer[spare]
	// old holds what was there at the last collection.
	old   atomic.Pointer[spare]
	cycle atomic.Uint32

	// New makes an object when there is none to reuse.
	New func() any
}

type spare struct {
	v    any
	next *spare
}

// gcCycle counts the collections of the run.
func gcCycle() uint32

// age lets objects grow old if there was a collection since the last call.
func (p *Pool) age() {
	now := gcCycle()
	before := p.cycle.Swap(now)
	if before == now {
		return
	}
	all := p.spare.Swap(nil)
	if one := p.private.Swap(nil); one != nil {
		one.next = all
		all = one
	}
	if now != before+1 {
		all = nil
	}
	p.old.Store(all)
}

func pop(list *atomic.Pointer[spare]) *spare {
	for {
		top := list.Load()
		if top == nil || list.CompareAndSwap(top, top.next) {
			return top
		}
	}
}

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.age()
	s := &spare{v: x}
	if p.private.CompareAndSwap(nil, s) {
		return
	}
	for {
		s.next = p.spare.Load()
		if p.spare.CompareAndSwap(s.next, s) {
			return
		}
	}
}

// Get takes an object out of the pool, or makes one with New, or returns nil.
func (p *Pool) Get() any {
	p.age()
	s := p.private.Swap(nil)
	if s == nil {
		s = pop(&p.spare)
	}
	if s == nil {
		s = pop(&p.old)
	}
	if s != nil {
		return s.v
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
