// NO RACE
// Only main touches it.

package main

func main() {
	limit := make(chan int, 2)
	done := make(chan bool, 4)
	var slots [2]int
	for i := range 4 {
		limit <- i
		slots[i%2]++
		go func() {
			<-limit
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
}
