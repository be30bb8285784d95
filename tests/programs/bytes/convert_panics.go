// Texts of the panics of slice to array conversions.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}
func main() {
	s := []int{1, 2, 3}
	var none []int
	try(func() { _ = (*[4]int)(s) })
	try(func() { _ = [4]int(s) })
	try(func() { _ = (*[1]int)(none) })
	try(func() { _ = [5]int(s[:2]) })
	try(func() { fmt.Println(*(*[3]int)(s)) })
	try(func() { _ = s[:5] })
	try(func() { n := 2; _ = s[n:1] })
	try(func() { n := 9; _ = s[:2:n] })
	try(func() { n := 3; _ = s[:n:2] })
	try(func() { n := 3; _ = s[n:2:3] })
	try(func() { n := 5; _ = s[n:] })
	try(func() { n := -1; _ = s[n] })
	try(func() { n := 4; _ = "abc"[n:] })
	try(func() { n := 3; _ = "abc"[n] })
	try(func() { n := 2; _ = "abc"[n:1] })
}
