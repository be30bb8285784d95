// A field of a nil struct pointer, with its offset as the faulting address.
package main

type T struct {
	a, b int64
	c    int64
}

func main() {
var t *T
t.c = 7
}
