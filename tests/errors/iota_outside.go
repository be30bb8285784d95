// iota outside of constants; constants that are not constant.
package main

func f() int { return 1 }

var x = iota

const c = f()
const d = len([]int{1})
const e int = "a"
const g
const (
	h = x
	i, j = 1
)

func main() {}
