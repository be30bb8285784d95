// A nil deferred function panics when it runs, not before.
package main

import (
	"fmt"
)

func main() {
	defer func() {
		fmt.Println("recovered:", recover())
	}()
	func() {
		var f func()
		defer f()
		fmt.Println("the body runs")
	}()
}
