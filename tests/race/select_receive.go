// NO RACE
// A select's case is a send or a receive.

package main

func main() {
	a, b := make(chan int), make(chan int)
	x := 0
	go func() {
		x = 1
		select {
		case a <- 1:
		case b <- 1:
		}
	}()
	select {
	case <-a:
	case <-b:
	}
	println(x)
}
