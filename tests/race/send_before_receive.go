// NO RACE
// A send comes before its receive.

package main

func main() {
	c := make(chan int, 3)
	var a string
	go func() {
		a = "hello"
		c <- 1
	}()
	<-c
	println(a)
}
