// Package sync: locks and other ways to wait for each other.
//
// Waiting and waking are the machine's. The types have the sizes they have in
// the gc toolchain, so that structs that contain them are laid out alike.
package sync

import "sync/atomic"

// noCopy is what vet looks for in values that must not be copied.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is a mutual exclusion lock; its zero value is unlocked.
type Mutex struct {
	_  noCopy
	mu words
}

// words is what gc keeps in a type of another package; printing a Mutex shows it.
type words struct {
	state int32
	sema  uint32
}

// Lock waits until m is free and takes it.
func (m *Mutex) Lock()

// TryLock takes m if it is free.
func (m *Mutex) TryLock() bool

// Unlock frees m.
func (m *Mutex) Unlock()

// A RWMutex can be held by one writer or by any number of readers.
type RWMutex struct {
	w           Mutex
	writerSem   uint32
	readerSem   uint32
	readerCount atomic.Int32
	readerWait  atomic.Int32
}

// RLock waits until no writer holds or awaits rw and takes it for reading.
func (rw *RWMutex) RLock()

// TryRLock takes rw for reading if it can do so at once.
func (rw *RWMutex) TryRLock() bool

// RUnlock undoes one RLock.
func (rw *RWMutex) RUnlock()

// Lock waits until rw is free and takes it for writing.
func (rw *RWMutex) Lock()

// TryLock takes rw for writing if it is free.
func (rw *RWMutex) TryLock() bool

// Unlock undoes Lock.
func (rw *RWMutex) Unlock()

// RLocker is rw as a Locker that locks for reading.
func (rw *RWMutex) RLocker() Locker { return (*reader)(rw) }

type reader RWMutex

func (r *reader) Lock()   { (*RWMutex)(r).RLock() }
func (r *reader) Unlock() { (*RWMutex)(r).RUnlock() }

// A WaitGroup waits until a counter is back at 0.
type WaitGroup struct {
	noCopy noCopy
	state  atomic.Uint64
	sema   uint32
}

// Add adds delta, which may be negative, to the counter.
func (wg *WaitGroup) Add(delta int)

// Done takes 1 from the counter.
func (wg *WaitGroup) Done()

// Wait waits until the counter is 0.
func (wg *WaitGroup) Wait()

// Go runs f in a new goroutine that the counter counts.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		// A panic in f ends the program; Done before that would let Wait
		// return and race with the end.
		defer func() {
			if v := recover(); v != nil {
				panic(v)
			}
			wg.Done()
		}()
		f()
	}()
}

// A Cond is a place where goroutines wait to be told that something changed.
type Cond struct {
	_ noCopy
	// L is held while the condition is looked at or changed.
	L       Locker
	tickets uint32
	notify  uint32
	lock    uintptr
	head    uintptr
	tail    uintptr
	self    *Cond
}

// NewCond makes a Cond with Locker l.
func NewCond(l Locker) *Cond {
	c := &Cond{L: l}
	c.self = c
	return c
}

// condAdd takes the next ticket in the queue of c.
func condAdd(c *Cond) uint32

// condWait waits until the ticket is called.
func condWait(c *Cond, ticket uint32)

func condSignal(c *Cond)

func condBroadcast(c *Cond)

// check panics if c is a copy of a Cond that NewCond made. Others do not know
// where they are: to note it at the first use would be a write without a lock.
func (c *Cond) check() {
	if c.self != nil && c.self != c {
		panic("sync.Cond is copied")
	}
}

// Wait unlocks c.L, waits to be woken, and locks c.L again.
func (c *Cond) Wait() {
	c.check()
	// The ticket is taken before unlocking, so that no wake-up is missed.
	t := condAdd(c)
	c.L.Unlock()
	condWait(c, t)
	c.L.Lock()
}

// Signal wakes the goroutine that has waited longest.
func (c *Cond) Signal() {
	c.check()
	condSignal(c)
}

// Broadcast wakes all waiting goroutines.
func (c *Cond) Broadcast() {
	c.check()
	condBroadcast(c)
}
