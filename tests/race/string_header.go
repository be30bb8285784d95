// RACE s
// A string is two words, and either races.

package main

func main() {
	s := "a"
	done := make(chan bool, 1)
	go func() {
		s = "longer"
		done <- true
	}()
	println(len(s))
	<-done
}
