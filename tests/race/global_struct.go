// RACE config.limits[2]
// A part of a global.

package main

var config struct {
	name   string
	limits [4]int
}

func main() {
	done := make(chan bool, 1)
	go func() {
		config.limits[2] = 1
		done <- true
	}()
	println(config.limits[2])
	<-done
}
