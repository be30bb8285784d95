// Select cases that are no communication.
package main

func main() {
	c := make(chan int)
	x := 1
	select {
	case x:
	case x = 1:
	case c <- 1, 2:
	case a, b, d := <-c:
	case <-c:
	default:
	default:
	}
}
