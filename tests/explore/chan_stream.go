// explore: N=0 relation=plain executions=64
// explore: N=0 executions=1
// explore: N=2 relation=plain executions=365
// explore: N=2 executions=1
package main

const N = 0

func main() {
	c := make(chan int, N)
	go func() {
		for i := range 6 {
			c <- i
		}
	}()
	go func() {
		for range 6 {
			<-c
		}
	}()
}
