// What a program sees that prints the state of locks and counters.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type account struct {
	mu  sync.Mutex
	bal int
}

func main() {
	var a account
	fmt.Printf("%v %+v\n", a, a)
	var rw sync.RWMutex
	fmt.Printf("%v %+v\n", &rw, &rw)
	rw.RLock()
	fmt.Printf("%v\n", &rw)
	var wg sync.WaitGroup
	wg.Add(2)
	fmt.Printf("%+v\n", &wg)
	var once sync.Once
	once.Do(func() {})
	fmt.Printf("%+v\n", &once)
	var n atomic.Int64
	n.Store(5)
	var u atomic.Uint64
	var i atomic.Int32
	var b atomic.Bool
	b.Store(true)
	fmt.Printf("%v %+v %+v %+v %+v\n", &n, &n, &u, &i, &b)
}
