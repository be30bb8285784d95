// The counter below zero can be recovered, as any panic.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	var wg sync.WaitGroup
	wg.Add(2)
	wg.Add(-2)
	wg.Wait()
	wg.Done()
}
