package main

func a() int {
}

func b(x int) int {
	for {
		if x > 0 {
			break
		}
	}
}

func c(x int) int {
	switch x {
	case 1:
		return 1
	}
}

func d() (int, error) { return 1 }
func e()              { return 1 }
func g() int          { return }
func h() int          { return 1, 2 }

func i() (n int, err error) {
	if n := 1; n > 0 {
		return
	}
	return
}

func j(x int) int {
	switch {
	case x > 1:
		return 1
	default:
		panic("x")
	}
}

func k(c chan int) int {
	select {
	case v := <-c:
		return v
	}
}

func l() int {
L:
	for {
		for {
			break L
		}
	}
}

func main() {}
