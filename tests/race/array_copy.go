// RACE a[5]
// Copying an array reads all of it.

package main

func main() {
	var a [16]int
	p := &a
	done := make(chan bool, 1)
	go func() {
		p[5] = 1
		done <- true
	}()
	b := *p
	<-done
	println(b[5])
}
