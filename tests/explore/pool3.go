// explore: N=3 executions=522 outcomes=6
package main

import "fmt"

const N = 3

const workers = 3

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
