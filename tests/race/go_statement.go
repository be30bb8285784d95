// NO RACE
// What comes before a go statement comes before its goroutine.

package main

func main() {
	x := 1
	done := make(chan bool)
	x = 2
	go func() {
		x++
		done <- true
	}()
	<-done
	println(x)
}
