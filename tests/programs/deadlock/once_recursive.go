// A Once that calls itself.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	once.Do(func() {
		fmt.Println("in")
		once.Do(func() { fmt.Println("never") })
	})
}
