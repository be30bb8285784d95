package main

import "sync"

func work(p *int, n int) { *p = n }

func started() {
	x := 1
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	<-done
}

func arguments() {
	x := 1
	go work(&x, 2)
}

func method(wg *sync.WaitGroup) {
	wg.Add(1)
	go wg.Done()
	wg.Wait()
}

func inLoop() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			sum += i
			mu.Unlock()
		}()
	}
	wg.Wait()
}

func literalWithArguments(p *int) {
	go func(q *int, n int) { *q = n }(p, 1)
}

func main() {
	started()
	arguments()
	method(new(sync.WaitGroup))
	inLoop()
	literalWithArguments(new(int))
}
