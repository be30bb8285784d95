// Package synctest tests concurrent code in a bubble: goroutines with a clock of their own, which
// moves on when all of them wait for each other or for it.
package synctest

import (
	"internal/synctest"
	"testing"
	"time"
)

// Test runs f in a new bubble and waits until all its goroutines have ended.
func Test(t *testing.T, f func(*testing.T)) {
	ok := false
	synctest.Run(func() { ok = synctest.Test(t, f) })
	if !ok {
		t.FailNow()
	}
}

// Wait waits until all other goroutines of the bubble wait for each other or for the clock.
func Wait() { synctest.Wait() }

// Sleep is time.Sleep and Wait.
func Sleep(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}
