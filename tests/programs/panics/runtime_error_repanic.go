// A runtime error, recovered and thrown again.
package main

import (
	"fmt"
)

func main() {
	defer func() {
		err := recover().(error)
		fmt.Println("got", err)
		panic(err)
	}()
	var s []int
	_ = s[3]
}
