// Package sig carries signals, which a program can only send to itself, from
// those who send them to those who asked for them.
package sig

import (
	"internal/rt"
	"sync"
)

// Count is the number of signals, 0 included.
const Count = 65

// Handler takes the signals whose bits are in Mask.
type Handler struct {
	Mask [Count]bool
	Send func(n int) // must not block
}

var (
	mu       sync.Mutex
	handlers []*Handler
	ignored  [Count]bool
)

// Update calls change with the registry locked.
func Update(change func(list []*Handler, ignored *[Count]bool) []*Handler) {
	mu.Lock()
	defer mu.Unlock()
	handlers = change(handlers, &ignored)
}

// The signals that do nothing if nobody asks for them: SIGCHLD, SIGCONT,
// SIGURG, SIGWINCH.
func harmless(n int) bool { return n == 17 || n == 18 || n == 23 || n == 28 }

// Deliver sends signal n, called name, to all who asked for it. If nobody did,
// the signal ends the run; SIGKILL (9) always does.
func Deliver(n int, name string) {
	if n <= 0 || n >= Count {
		return
	}
	mu.Lock()
	var to []*Handler
	for _, h := range handlers {
		if h.Mask[n] {
			to = append(to, h)
		}
	}
	quiet := ignored[n]
	mu.Unlock()
	if n == 9 || len(to) == 0 && !quiet && !harmless(n) {
		rt.WriteString(2, "signal: "+name+"\n")
		rt.Exit(1)
	}
	for _, h := range to {
		h.Send(n)
	}
}
