// A panic in the second init function.
package main

import "fmt"

func init() { fmt.Println("first") }

func init() {
	var m map[string]int
	func() {
		m["a"] = 1
	}()
}

func main() {}
