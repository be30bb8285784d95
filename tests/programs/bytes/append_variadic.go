// Capacities after append with several arguments and with strings.
package main

import "fmt"

var sink any

func keep[T any](s []T) int { sink = s; return cap(s) }
func main() {
	fmt.Println(keep(append([]int(nil), 1)), keep(append([]int(nil), 1, 2, 3)), keep(append([]int{1}, 2, 3, 4, 5, 6)))
	fmt.Println(keep(append([]byte(nil), "x"...)), keep(append([]byte(nil), "123456789"...)), keep(append([]byte("12345678"), "9"...)))
	fmt.Println(keep(append([]string(nil), "a", "b", "c")), keep(append([]any(nil), 1, 2, 3, 4, 5)))
	fmt.Println(keep(append([]int32{1, 2, 3, 4, 5}, 6)), keep(append([]int16{1, 2, 3}, 4)))
	fmt.Println(keep(append([]int{1, 2}, []int{}...)), keep(append([]int(nil), nil...)), append([]int(nil)) == nil)
	fmt.Println(keep(append(make([]int, 0), 1)), keep(append([]int{1, 2, 3}[:1:1], 7)))
}
