// Indexing, slicing and ranging through pointers to arrays, in range and out of it.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}
func main() {
	a := [4]int{1, 2, 3, 4}
	p := &a
	p[2] = 30
	fmt.Println(a, len(p), cap(p), p[1:3])
	i := 4
	try(func() { p[i] = 1 })
	try(func() { _ = p[:i+1] })
	try(func() { i = -1; _ = p[i] })
	var n *[4]int
	fmt.Println(len(n), cap(n))
	for i := range n {
		fmt.Print(i, " ")
	}
	fmt.Println()
	i = 1
	try(func() { _ = n[i] })
	try(func() { _ = n[i:] })
	try(func() { n[0] = 3 })
	try(func() {
		for _, x := range n {
			fmt.Println(x)
		}
	})
	big := (*[1 << 20]int)(nil)
	try(func() { fmt.Println(big[i]) })
	q := (*[2]int)(p[2:])
	q[1] = 9
	try(func() { i = 2; q[i]++ })
	fmt.Println(a)
}
