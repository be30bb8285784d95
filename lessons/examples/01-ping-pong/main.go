package main

import "fmt"

// Two players share one table. The channel has no buffer, so a hit is only
// over when the other player has taken the ball: the two always meet.
func player(name string, table chan int, done chan<- string) {
	for ball := range table {
		if ball == 0 {
			close(table)
			break
		}
		fmt.Println(name, "hits; left:", ball)
		table <- ball - 1
	}
	done <- name
}

func main() {
	table := make(chan int)
	done := make(chan string)

	go player("ping", table, done)
	go player("pong", table, done)

	table <- 6 // Serve. Who takes it? Whoever waits first.

	fmt.Println(<-done, "stops")
	fmt.Println(<-done, "stops")
}
