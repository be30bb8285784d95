package main

import "fmt"

func cleanup(p *int) { *p = 0 }

func once() {
	x := 1
	defer cleanup(&x)
	defer func() { x = 2 }()
}

func looped() {
	for i := range 3 {
		x := i
		defer cleanup(&x)
		defer func() { x = 2 }()
	}
}

func printed(n int) {
	defer fmt.Println("n", n)
	defer fmt.Print("constant")
}

func recovered() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	panic("no")
}

type resource struct{ open bool }

func (r *resource) close() { r.open = false }

func methods() {
	var r resource
	defer r.close()
	f := r.close
	defer f()
}

func builtins(ch chan int, m map[string]int, k string) {
	defer close(ch)
	defer delete(m, k)
	defer println(k)
}

func main() {
	once()
	looped()
	printed(1)
	recovered()
	methods()
	builtins(make(chan int), nil, "k")
}
