package main

func returned() *int {
	x := 1
	return &x
}

func kept() int {
	x := 1
	p := &x
	return *p
}

func field() *int {
	t := struct{ a, b int }{1, 2}
	return &t.b
}

func element() *int {
	a := [3]int{1, 2, 3}
	return &a[1]
}

func through(p **int) {
	x := 1
	*p = &x
}

func main() {
	_ = *returned() + kept() + *field() + *element()
	var p *int
	through(&p)
}
