// A run of well over ten million instructions, in which goroutines talk all the time and memory
// changes everywhere: what a person scrubs through.
package main

import "fmt"

type record struct {
	id    int
	name  string
	score [6]int
	next  *record
}

func work(jobs <-chan int, results chan<- *record) {
	var last *record
	for n := range jobs {
		r := &record{id: n, name: fmt.Sprint("job ", n), next: last}
		for i := range r.score {
			v := n
			for range 40 {
				v = v*3 + i
			}
			r.score[i] = v
		}
		last = r
		results <- r
	}
}

func main() {
	const jobs = 12000
	in, out := make(chan int), make(chan *record, 8)
	for range 8 {
		go work(in, out)
	}
	go func() {
		for n := range jobs {
			in <- n
		}
		close(in)
	}()
	table := map[string]*record{}
	sum := 0
	for range jobs {
		r := <-out
		table[r.name] = r
		sum += r.score[r.id%len(r.score)] % 1000
	}
	fmt.Println(len(table), sum)
}
