// Sleeping and timers.

package time

import "unsafe"

// sleep blocks this goroutine for ns nanoseconds.
func sleep(ns int64)

// Kinds of timers: one that sends the time on a channel, one that starts a
// goroutine.
const (
	sends = iota
	calls
)

// startTimer makes something happen at when, and then every period if that is
// not 0. It returns an id greater than 0.
func startTimer(when int64, period int64, kind int, ch unsafe.Pointer, fn func()) (id int)

// stopTimer reports whether the timer was still going to do something.
func stopTimer(id int) bool

// resetTimer is stopTimer and a new start.
func resetTimer(id int, when, period int64) bool

// Sleep pauses this goroutine for at least d.
func Sleep(d Duration) {
	if d > 0 {
		sleep(int64(d))
	}
}

// after is the monotonic clock d from now.
func after(d Duration) int64 {
	now := monoNow()
	if d <= 0 {
		return now
	}
	if at := now + int64(d); at >= 0 {
		return at
	}
	return 1<<63 - 1
}

func start(d, period Duration) (c chan Time, id int) {
	c = make(chan Time, 1)
	return c, startTimer(after(d), int64(period), sends, *(*unsafe.Pointer)(unsafe.Pointer(&c)), nil)
}

// A Timer does something once.
type Timer struct {
	// C receives the time, unless the Timer was made by AfterFunc.
	C  <-chan Time
	id int
}

// NewTimer sends the time on C after d.
func NewTimer(d Duration) *Timer {
	c, id := start(d, 0)
	return &Timer{c, id}
}

// After is NewTimer(d).C.
func After(d Duration) <-chan Time {
	c, _ := start(d, 0)
	return c
}

// AfterFunc calls f in a goroutine of its own after d.
func AfterFunc(d Duration, f func()) *Timer {
	return &Timer{id: startTimer(after(d), 0, calls, nil, f)}
}

// Stop reports whether it kept t from expiring.
func (t *Timer) Stop() bool {
	if t.id == 0 {
		panic("time: Stop called on uninitialized Timer")
	}
	return stopTimer(t.id)
}

// Reset makes t expire after d, and reports whether it had been going to.
func (t *Timer) Reset(d Duration) bool {
	if t.id == 0 {
		panic("time: Reset called on uninitialized Timer")
	}
	return resetTimer(t.id, after(d), 0)
}

// A Ticker sends the time again and again.
type Ticker struct {
	// C receives the ticks; those for which it has no room are dropped.
	C  <-chan Time
	id int
}

// NewTicker sends the time on C every d.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c, id := start(d, d)
	return &Ticker{c, id}
}

// Tick is NewTicker(d).C, or nil if d <= 0.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	c, _ := start(d, d)
	return c
}

// Stop ends the ticks.
func (t *Ticker) Stop() {
	if t.id != 0 {
		stopTimer(t.id)
	}
}

// Reset makes t tick every d from now on.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.id == 0 {
		panic("time: Reset called on uninitialized Ticker")
	}
	resetTimer(t.id, after(d), int64(d))
}
