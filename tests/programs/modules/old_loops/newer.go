//go:build go1.22

package main

import "fmt"

func newer() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	fmt.Println("newer file:", fs[0](), fs[2]())
}
