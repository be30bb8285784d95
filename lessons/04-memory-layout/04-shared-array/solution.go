package main

import "fmt"

func main() {
	team := []string{"Ann", "Bob", "Cid"}

	pair := team[:2:2]
	pair = append(pair, "Dan")

	fmt.Println("team:", team)
	fmt.Println("pair:", pair)
}
