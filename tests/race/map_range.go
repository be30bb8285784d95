// RACE m
// Ranging reads the map.

package main

func main() {
	m := map[int]int{1: 1}
	done := make(chan bool, 1)
	go func() {
		delete(m, 1)
		done <- true
	}()
	for k := range m {
		_ = k
	}
	<-done
}
