package main

func main() {
	var m map[string]int
	var s []int
	_ = len(5)
	_ = append(1, 2)
	append(s, 1)
	_ = append(s, "a")
	copy(s, "abc")
	delete(m, 1)
	delete(s, 1)
	_ = make([]int)
	_ = make(int)
	_ = make([]int, 3, 1)
	_ = make([]int, -1)
	_ = new(5, 6)
	_ = max(1, "a")
	_ = min()
	clear(5)
	panic()
	cap(m)
	close(s)
	_ = complex(1, "a")
	print
	len(s)
}
