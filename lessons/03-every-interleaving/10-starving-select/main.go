package main

import "fmt"

func work(jobs <-chan int, stop <-chan bool) (done int) {
	for {
		select {
		case <-stop:
			return done
		case <-jobs:
			done++
		}
	}
}

func main() {
	jobs := make(chan int, 3)
	for i := range 3 {
		jobs <- i
	}
	stop := make(chan bool)
	close(stop)

	fmt.Println("jobs after stop:", work(jobs, stop))
}
