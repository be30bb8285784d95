// Two goroutines wait for each other's channel.
package main

func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		v := <-a
		b <- v
	}()
	v := <-b
	a <- v
}
