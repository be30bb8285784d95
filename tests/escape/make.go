package main

func constant() int {
	s := make([]int, 10)
	return len(s)
}

func variable(n int) int {
	s := make([]int, n)
	return len(s)
}

func known() int {
	n := 10
	s := make([]byte, n, 2*5)
	return cap(s)
}

func large() int {
	s := make([]byte, 64<<10)
	t := make([]byte, 64<<10+1)
	return len(s) + len(t)
}

func returned(n int) []int { return make([]int, n) }

func empty(n int) int {
	s := make([]struct{}, n)
	return len(s)
}

func maps() int {
	m := make(map[string]int)
	m["a"] = 1
	n := make(map[int]*int, 100)
	return len(m) + len(n)
}

func channels() chan int { return make(chan int, 3) }

func ofLength(a []int) []int {
	out := make([]int, 0, len(a))
	return append(out, a...)
}

func main() {
	constant()
	variable(3)
	known()
	large()
	returned(4)
	empty(5)
	maps()
	channels()
	ofLength(nil)
}
