package main

import "fmt"

// generate sends 2, 3, 4, ... for ever.
func generate(out chan<- int) {
	for n := 2; ; n++ {
		out <- n
	}
}

// filter forwards what its prime does not divide.
func filter(in <-chan int, out chan<- int, prime int) {
	for n := range in {
		if n%prime != 0 {
			out <- n
		}
	}
}

func main() {
	ch := make(chan int)
	go generate(ch)
	for range 8 {
		prime := <-ch // Nothing before it divided it.
		fmt.Println(prime)
		next := make(chan int)
		go filter(ch, next, prime)
		ch = next
	}
	// main returns, and with it everybody: nobody ever told them to stop.
}
