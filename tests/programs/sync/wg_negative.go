package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() {
		e := recover()
		fmt.Printf("%T %v %t\n", e, e, e == "sync: negative WaitGroup counter")
	}()
	var wg sync.WaitGroup
	wg.Done()
}
