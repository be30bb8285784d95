// Division by constant zero, constant index out of range.
package main

func main() {
	x := 1
	_ = x / 0
	_ = 1 % 0
	_ = 1.0 / 0
	a := [3]int{}
	_ = a[3]
	_ = a[-1]
	_ = "abc"[5]
	_ = a[2:1]
	_ = [2]int{1, 2, 3}
	_ = [...]int{5: 1, 5: 2}
	_ = make([]int, -1)
}
