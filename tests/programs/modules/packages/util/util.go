// Package util is imported by all others.
package util

import "fmt"

const Version = "v1"

var Count = start()

func start() int {
	fmt.Println("util starts")
	return 10
}

func Sum(xs ...int) (t int) {
	for _, x := range xs {
		t += x
	}
	return
}
