// Atomics and locks in C's memory, shared by goroutines.
package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

type shared struct {
	hits  atomic.Int64
	mu    sync.Mutex
	plain C.int
	word  uint32
}

func main() {
	p := (*shared)(C.calloc(1, C.size_t(unsafe.Sizeof(shared{}))))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				p.hits.Add(2)
				atomic.AddUint32(&p.word, 1)
				p.mu.Lock()
				p.plain++
				p.mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(p.hits.Load(), p.word, p.plain)
	fmt.Println(atomic.CompareAndSwapInt32((*int32)(unsafe.Pointer(&p.plain)), 400, 7), p.plain)
	C.free(unsafe.Pointer(p))
}
