package main

import "fmt"
import "fmt"

var a = 1

func a() {}

type fmt int

func f(x int, x string) (y int) {
	y := 2
	var y int
	return y
}

func init() int { return 1 }

var init = 1

func main(args []string) {}

func g() {
	const k = iota
	type k int
	k := 1
}
