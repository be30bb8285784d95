// Package synctest is the machine's side of bubbles (see testing/synctest).
package synctest

// Test is how package testing runs the test that a bubble is for.
var Test func(t, f any) bool

// enter makes a bubble around this goroutine and starts f in it. How it ends is 0 if all goroutines
// of the bubble have ended; 1 if they wait, and the first of them has ended; 2 if that waits too.
func enter(f func()) (end int)

// Wait waits until the other goroutines of the bubble wait durably.
func Wait()

// deadlock is what Run panics with. The machine shows the bubble's goroutines after it.
type deadlock struct{ reason string }

func (d deadlock) Error() string { return d.reason }

// Run runs f in a bubble, and returns once its goroutines have ended.
func Run(f func()) {
	switch enter(f) {
	case 1:
		panic(deadlock{"deadlock: main bubble goroutine has exited but blocked goroutines remain"})
	case 2:
		panic(deadlock{"deadlock: all goroutines in bubble are blocked"})
	}
}
