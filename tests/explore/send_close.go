// explore: N=0 executions=3
// explore: N=1 executions=2
// explore: N=0 relation=plain executions=6
// explore: N=1 relation=plain executions=6
package main

const N = 0

func main() {
	c := make(chan int, N)
	go func() { c <- 1 }()
	go func() { close(c) }()
	go func() { <-c }()
	select {}
}
