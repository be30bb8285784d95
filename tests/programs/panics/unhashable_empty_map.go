// Unhashable keys in empty maps: Go words these panics without its prefix.
package main

import "fmt"

type key struct{ x any }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var none map[any]int
	empty, full := map[key]int{}, map[key]int{{1}: 1}
	bad := key{func() {}}
	try(func() { _ = none[[]int{}] })
	try(func() { _ = empty[bad] })
	try(func() { delete(empty, bad) })
	try(func() { _ = full[bad] })
	try(func() { empty[bad] = 1 })
}
