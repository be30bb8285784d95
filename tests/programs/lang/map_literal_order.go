package main

import "fmt"

func k(n int) int { fmt.Print("k", n, " "); return n }

func v(n int) int { fmt.Print("v", n, " "); return n }

type point struct{ x, y int }

// A map's literal is made entry by entry, the constant entries first.
func main() {
	fmt.Println(map[int]int{k(1): v(2), k(3): v(4)})
	one := 1
	fmt.Println(map[int]string{one: "variable", 1: "constant"})
	fmt.Println(map[point]string{{one, 2}: "variable", {1, 2}: "constant", {3, 4}: "other"})
	s := []uint32{}
	defer func() { fmt.Println(recover()) }()
	fmt.Println(map[[3]uint32]int{[3]uint32(s): v(7)})
}
