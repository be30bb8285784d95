// Sending and receiving against the direction.
package main

func main() {
	r := make(<-chan int)
	s := make(chan<- int)
	r <- 1
	<-s
	close(r)
	for range s {
	}
	var c chan int = r
	var n int
	n <- 1
	<-n
	c <- "x"
	select {
	case n > 1:
	}
}
