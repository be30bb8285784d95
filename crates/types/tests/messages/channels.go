package main

func main() {
	c := make(chan int)
	r := (<-chan int)(c)
	s := (chan<- int)(c)
	r <- 1
	<-s
	c <- "x"
	close(r)
	for range s {
	}
	for a, b := range c {
	}
	x := 1
	<-x
	x <- 1
	select {
	case x > 1:
	case c <- 1:
	}
	var d chan string = c
	_ = cap(x)
}
