package main

import (
	"fmt"

	"old/sub"
)

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	fmt.Println("module's version:", fs[0](), fs[2]())
	newer()
	fmt.Println("older than 1.21 is 1.21:", sub.Values())
}
