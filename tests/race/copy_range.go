// RACE s[1]
// copy writes and reads all that it copies.

package main

func main() {
	s := []int{1, 2, 3}
	done := make(chan bool, 1)
	go func() {
		copy(s[1:], []int{7})
		done <- true
	}()
	copy(make([]int, 3), s)
	<-done
}
