package main

import "fmt"

func main() {
	seen := make(chan string)
	go func() { seen <- "home" }()
	go func() { seen <- "help" }()

	// Only main touches the map.
	hits := map[string]int{}
	for range 2 {
		hits[<-seen]++
	}
	fmt.Println(hits)
}
