// RACE m
// Different keys, but one map.

package main

func main() {
	m := map[string]int{}
	done := make(chan bool, 2)
	go func() {
		m["a"] = 1
		done <- true
	}()
	go func() {
		m["b"] = 2
		done <- true
	}()
	<-done
	<-done
}
