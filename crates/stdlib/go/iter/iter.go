// Package iter names the functions that one can range over, and turns them
// inside out.
package iter

import "runtime"

// Seq passes values to yield until it returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 passes pairs of values to yield until it returns false.
type Seq2[K, V any] func(yield func(K, V) bool)

// A puller runs a sequence in a goroutine of its own that is only ever active
// while the consumer waits for it.
type puller struct {
	name     string
	body     func()
	started  bool
	done     bool
	wanted   bool // next was called, and yield not yet
	returned bool // the sequence came to its end
	failure  any
	resume   chan struct{}
	pause    chan struct{}
}

// goexit is the failure of a sequence that called runtime.Goexit.
var goexit any = new(int)

// step lets the sequence run until it yields or ends.
func (p *puller) step() {
	if p.started {
		p.resume <- struct{}{}
	} else {
		p.started = true
		p.resume = make(chan struct{})
		p.pause = make(chan struct{})
		go p.run()
	}
	<-p.pause
	if p.failure != nil {
		if p.failure == goexit {
			runtime.Goexit()
		}
		panic(p.failure)
	}
}

func (p *puller) run() {
	defer p.end()
	p.body()
	p.returned = true
}

func (p *puller) end() {
	if v := recover(); v != nil {
		p.failure = v
	} else if !p.returned {
		p.failure = goexit
	}
	p.done = true
	p.pause <- struct{}{}
}

// yielding starts a call of yield; it reports false if nobody listens.
func (p *puller) yielding() bool {
	if p.done {
		return false
	}
	if !p.wanted {
		panic(p.name + ": yield called again before next")
	}
	p.wanted = false
	return true
}

// await gives the consumer its turn; it reports whether to go on.
func (p *puller) await() bool {
	p.pause <- struct{}{}
	<-p.resume
	return !p.done
}

// next reports false if the sequence is over.
func (p *puller) next() bool {
	if p.done {
		return false
	}
	if p.wanted {
		panic(p.name + ": next called again before yield")
	}
	p.wanted = true
	p.step()
	return true
}

func (p *puller) stop() {
	if p.done {
		return
	}
	p.done = true
	if p.started {
		p.step()
	}
}

// Pull turns seq into a function that returns the next value each time it is
// called, and one that ends the iteration.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := &puller{name: "iter.Pull"}
	var now V
	var ok bool
	p.body = func() {
		seq(func(v V) bool {
			if !p.yielding() {
				return false
			}
			now, ok = v, true
			return p.await()
		})
		var zero V
		now, ok = zero, false
	}
	next = func() (V, bool) {
		if !p.next() {
			var zero V
			return zero, false
		}
		return now, ok
	}
	return next, p.stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := &puller{name: "iter.Pull2"}
	var key K
	var value V
	var ok bool
	p.body = func() {
		seq(func(k K, v V) bool {
			if !p.yielding() {
				return false
			}
			key, value, ok = k, v, true
			return p.await()
		})
		var k K
		var v V
		key, value, ok = k, v, false
	}
	next = func() (K, V, bool) {
		if !p.next() {
			var k K
			var v V
			return k, v, false
		}
		return key, value, ok
	}
	return next, p.stop
}
