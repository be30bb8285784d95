// explore: N=3 relation=plain executions=84 outcomes=6
// explore: N=3 executions=6 outcomes=6
// explore: N=4 relation=plain executions=1008 outcomes=24
// explore: N=4 executions=24 outcomes=24
package main

import "fmt"

const N = 3

func main() {
	c := make(chan int, 0)
	for i := range N {
		go func() { c <- i }()
	}
	var got [N]int
	for i := range N {
		got[i] = <-c
	}
	fmt.Println(got)
}
