// Offsets from a nil pointer: faults that can be recovered, and field addresses that cannot be taken.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a  [10]int
	b  string
	in struct{ c, d int16 }
}

func try(f func()) {
	defer func() {
		r := recover()
		fmt.Println(r)
	}()
	f()
}
func main() {
	var p *rec
	var s string
	var n int
	try(func() { s = p.b })
	try(func() { p.in.d = 1 })
	try(func() { n = p.a[3] })
	try(func() { _ = &p.in.d })
	try(func() { n = *(*int)(unsafe.Pointer(uintptr(0))) })
	try(func() { *p = rec{} })
	try(func() { q := *p; n = len(q.b) })
	var f func()
	try(func() { f() })
	var e error
	try(func() { s = e.Error() })
	var m map[string]int
	try(func() { m["x"] = 1 })
	fmt.Println(s, n, m["x"], unsafe.Offsetof(p.in), unsafe.Offsetof(p.in.d))
}
