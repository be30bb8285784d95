// explore: N=2 relation=plain executions=872 outcomes=2
// explore: N=2 executions=12 outcomes=2
// explore: N=3 relation=plain executions=13024 outcomes=4
// explore: N=3 executions=36 outcomes=4
// explore: N=4 executions=108 outcomes=8
package main

import "fmt"

const N = 2

const workers = 2

func main() {
	jobs, res := make(chan int), make(chan int)
	go func() {
		for i := range N {
			jobs <- i
		}
		close(jobs)
	}()
	for range workers {
		go func() {
			for j := range jobs {
				res <- j
			}
		}()
	}
	var got [N]int
	for i := range N {
		got[i] = <-res
	}
	fmt.Println(got)
}
