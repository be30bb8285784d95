// Appending a slice to itself and inserting in place.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	s = append(s, s...)
	fmt.Println(s, len(s), cap(s))
	t := make([]int, 3, 10)
	copy(t, s)
	t = append(t, t[1:]...)
	fmt.Println(t, cap(t))
	t = append(t[:1], append([]int{9, 9}, t[1:]...)...)
	fmt.Println(t, cap(t))
	t = append(t[:2], t[4:]...)
	fmt.Println(t, t[:cap(t)])
	b := []byte("abc")
	b = append(b, b[1:2]...)
	fmt.Println(string(b))
}
