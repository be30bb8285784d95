package main

import (
	"fmt"
	"slices"
	"unsafe"
)

var list []int

func main() {
	list = slices.Grow(list, 1000)
	moves := 0
	for i := range 1000 {
		before := unsafe.SliceData(list)
		list = append(list, i)
		if unsafe.SliceData(list) != before {
			moves++
			fmt.Println("room for", cap(list))
		}
	}
	fmt.Println("moves:", moves)
}
