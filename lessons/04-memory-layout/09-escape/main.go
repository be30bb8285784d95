package main

import (
	"fmt"
	"testing"
)

type point struct{ x, y int }

//go:noinline
func middle(a, b point) *point {
	m := point{(a.x + b.x) / 2, (a.y + b.y) / 2}
	return &m
}

func main() {
	sum := 0
	allocs := testing.AllocsPerRun(10, func() {
		m := middle(point{0, 0}, point{4, 6})
		sum += m.x + m.y
	})
	fmt.Println("sum:", sum)
	fmt.Println("allocations per call:", allocs)
}
