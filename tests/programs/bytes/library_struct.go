// The user's structs around library types.
package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

type server struct {
	mu   sync.Mutex
	n    int32
	once sync.Once
	wg   sync.WaitGroup
	hits atomic.Int64
	ok   bool
	rw   sync.RWMutex
	at   time.Time
	d    time.Duration
	ctx  context.Context
	stop context.CancelFunc
}

func main() {
	var s server
	fmt.Println(unsafe.Sizeof(s), unsafe.Offsetof(s.mu), unsafe.Offsetof(s.n), unsafe.Offsetof(s.once), unsafe.Offsetof(s.wg), unsafe.Offsetof(s.hits), unsafe.Offsetof(s.ok), unsafe.Offsetof(s.rw), unsafe.Offsetof(s.at), unsafe.Offsetof(s.d), unsafe.Offsetof(s.ctx), unsafe.Offsetof(s.stop))
}
