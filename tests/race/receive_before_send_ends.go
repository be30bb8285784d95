// NO RACE
// Without a buffer a receive comes before the end of its send.

package main

func main() {
	c := make(chan int)
	x := 0
	go func() {
		x = 1
		<-c
	}()
	c <- 0
	println(x)
}
