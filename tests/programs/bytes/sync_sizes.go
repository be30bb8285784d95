// Sizes and alignments of package sync's types.
package main

import (
	"fmt"
	"sync"
	"unsafe"
)

func show[T any](name string) {
	var v T
	fmt.Println(name, unsafe.Sizeof(v), unsafe.Alignof(v))
}
func main() {
	show[sync.Mutex]("Mutex")
	show[sync.RWMutex]("RWMutex")
	show[sync.WaitGroup]("WaitGroup")
	show[sync.Once]("Once")
	show[sync.Cond]("Cond")
	show[sync.Pool]("Pool")
	show[sync.Map]("Map")
	show[sync.Locker]("Locker")
}
