// NO RACE
// A close comes before a receive that returns because of it.

package main

func main() {
	c := make(chan int)
	x := 0
	go func() {
		x = 1
		close(c)
	}()
	for range c {
	}
	println(x)
}
