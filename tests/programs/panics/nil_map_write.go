// Assignment to an entry of a nil map.
package main

import (
	"fmt"
)

func main() {
	var m map[string]int
	fmt.Println(m["a"], len(m))
	delete(m, "a")
	m["a"] = 1
}
