// Deferred calls do not run in a deadlock.
package main

import (
	"fmt"
)

func main() {
	defer fmt.Println("never")
	c := make(chan struct{})
	c <- struct{}{}
}
