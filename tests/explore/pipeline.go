// explore: relation=plain executions=64
// explore: executions=1
package main


func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		for i := range 3 {
			a <- i
		}
	}()
	go func() {
		for range 3 {
			b <- <-a
		}
	}()
	go func() {
		for range 3 {
			<-b
		}
	}()
}
