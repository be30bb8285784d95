// explore: relation=plain executions=1024
// explore: executions=1
package main


func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		for i := range 5 {
			a <- i
			<-b
		}
	}()
	go func() {
		for range 5 {
			b <- <-a
		}
	}()
}
