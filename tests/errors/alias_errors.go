// Type declarations that go wrong.
package main

type A = undefined
type B []undefined2
type C map[[]int]string
type D [-1]int
type E [x]int
type F chan
type G struct{ a int; a int }

var x = 3

func main() {}
