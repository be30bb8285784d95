// A negative channel size.
package main

import (
	"fmt"
)

func main() {
	n := -1
	fmt.Println(cap(make(chan int, n)))
}
