// RACE table
// A goroutine that init starts is not ordered with main.

package main

var table []int

var ready = make(chan bool, 1)

func init() {
	go func() {
		table = append(table, 1)
		ready <- true
	}()
}

func main() {
	table = append(table, 2)
	<-ready
}
