// Things that cannot be compared.
package main

func main() {
	var m map[int]int
	var f func()
	var s []int
	_ = m == m
	_ = f == f
	_ = s == s
	_ = nil == nil
	_ = 1 == "a"
	_ = []int{} == nil
	var p *int
	_ = p == 1
	_ = "a" < 1
	_ = struct{}{} < struct{}{}
	_ = true < false
}
