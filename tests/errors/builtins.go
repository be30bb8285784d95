// Builtins with wrong arguments.
package main

func main() {
	_ = append(1, 2)
	_ = append([]int{}, "a")
	_ = cap("a")
	_ = copy([]int{}, []string{})
	delete([]int{}, 1)
	delete(map[string]int{}, 1)
	_ = make(int)
	_ = make([]int)
	_ = new(3, 4)
	close(1)
	_ = min("a", 1)
	clear(1)
}
