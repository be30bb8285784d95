package main

import "fmt"

func main() {
	fmt.Println("since 1.22:", since122())
	fmt.Println("before 1.22:", before122())
}

func since122() int {
	got := make(chan int, 2)
	for i := 0; i < 2; i++ {
		go func() { got <- i }()
	}
	return <-got + <-got
}
-- old.go --
//go:build go1.21

package main

func before122() int {
	got := make(chan int, 2)
	for i := 0; i < 2; i++ {
		go func() { got <- i }()
	}
	return <-got + <-got
}
