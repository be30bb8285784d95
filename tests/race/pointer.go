// RACE *p
// What a pointer points to.

package main

func main() {
	p := new(int)
	done := make(chan bool, 1)
	go func() {
		*p = 1
		done <- true
	}()
	println(*p)
	<-done
}
