// explore: N=0 relation=plain executions=16
// explore: N=0 executions=1
// explore: N=3 relation=plain executions=42
// explore: N=3 executions=1
package main

const N = 0

func main() {
	c := make(chan int, N)
	go func() {
		for i := range 3 {
			c <- i
		}
		close(c)
	}()
	go func() {
		for range c {
		}
	}()
}
