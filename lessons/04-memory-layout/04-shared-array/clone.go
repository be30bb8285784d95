package main

import (
	"fmt"
	"slices"
)

func main() {
	team := []string{"Ann", "Bob", "Cid"}

	pair := slices.Clone(team[:2])
	pair = append(pair, "Dan")

	fmt.Println("team:", team)
	fmt.Println("pair:", pair)
}
