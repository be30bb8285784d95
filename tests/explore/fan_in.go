// explore: N=1 relation=plain executions=10 outcomes=2
// explore: N=1 executions=10 outcomes=2
// explore: N=2 relation=plain executions=168 outcomes=6
// explore: N=2 executions=168 outcomes=6
// explore: N=3 relation=plain executions=3148 outcomes=20
// explore: N=3 executions=3148 outcomes=20
// explore: N=3 commute=1 executions=20 outcomes=20
// explore: N=2 commute=1 executions=6 outcomes=6
// explore: N=1 commute=1 executions=2 outcomes=2
package main

import "fmt"

const N = 1

func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		for range N {
			a <- 1
		}
	}()
	go func() {
		for range N {
			b <- 2
		}
	}()
	var got [2 * N]int
	for i := range 2 * N {
		select {
		case got[i] = <-a:
		case got[i] = <-b:
		}
	}
	fmt.Println(got)
}
