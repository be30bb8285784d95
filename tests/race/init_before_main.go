// NO RACE
// Initialisation comes before everything that main starts.

package main

var table = map[int]string{}

func init() { table[1] = "one" }

func main() {
	done := make(chan bool)
	go func() {
		println(table[1])
		done <- true
	}()
	<-done
}
