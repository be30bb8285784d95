package main

var sink []*int

func eachIteration() {
	for i := 0; i < 3; i++ {
		sink = append(sink, &i)
	}
}

func inside() int {
	n := 0
	for range 3 {
		p := new(int)
		*p = n
		n += *p
	}
	return n
}

func outlivesLoop() int {
	var last *int
	for i := range 3 {
		last = new(int)
		*last = i
	}
	return *last
}

func list() int {
	type node struct{ next *node }
	var head *node
	for range 3 {
		head = &node{head}
	}
	n := 0
	for ; head != nil; head = head.next {
		n++
	}
	return n
}

func labelled() {
	var p *int
again:
	x := 1
	p = &x
	if *p > 1 {
		goto again
	}
}

func straight() {
	var p *int
	goto on
on:
	x := 1
	p = &x
	_ = p
}

func captured() (out []func() int) {
	for i := 0; i < 3; i++ {
		out = append(out, func() int { return i })
	}
	for i, s := range []string{"a"} {
		out = append(out, func() int { return i + len(s) })
	}
	return out
}

func counted() (out []func() int) {
	for i := 0; i < 3; i++ {
		out = append(out, func() int { i += 2; return i })
	}
	return out
}

func main() {
	eachIteration()
	inside()
	outlivesLoop()
	list()
	labelled()
	straight()
	captured()
	counted()
}
