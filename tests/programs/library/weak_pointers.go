// Weak pointers: equal ones, nil after a collection, before a finalizer brings the object back.
package main

import (
	"fmt"
	"runtime"
	"weak"
)

type node struct {
	name string
	next *node
	pad  [4]int
}

var kept *node

//go:noinline
func make1() (weak.Pointer[node], weak.Pointer[node]) {
	kept = &node{name: "kept"}
	gone := &node{name: "gone"}
	w := weak.Make(gone)
	fmt.Println(w.Value().name, w == weak.Make(gone), w == weak.Make(kept))
	return weak.Make(kept), w
}

//go:noinline
func clobber(n int) int {
	var a [40]int
	if n == 0 {
		return 0
	}
	return clobber(n-1) + a[n%40]
}

func main() {
	fmt.Println(weak.Make[int](nil).Value() == nil, weak.Make[int](nil) == weak.Pointer[int]{})
	a, b := make1()
	clobber(20)
	runtime.GC()
	fmt.Println(a.Value() == kept, a.Value().name, b.Value() == nil, a == weak.Make(kept), a == b)
	in := weak.Make(&kept.pad[2])
	fmt.Println(in.Value() == &kept.pad[2])
	m := map[weak.Pointer[node]]int{a: 1, b: 2}
	fmt.Println(m[a], m[b], m[weak.Make(kept)])

	// Weak pointers are nil before a finalizer brings the object back.
	done := make(chan bool)
	w := func() weak.Pointer[node] {
		x := &node{name: "final"}
		runtime.SetFinalizer(x, func(x *node) { kept = x; done <- true })
		return weak.Make(x)
	}()
	clobber(20)
	runtime.GC()
	<-done
	fmt.Println(w.Value() == nil, kept.name)
	in2 := weak.Make(kept)
	fmt.Println(in2.Value() == kept, in2 == w)
	var cache []weak.Pointer[node]
	for i := range 100 {
		cache = append(cache, weak.Make(&node{pad: [4]int{i}}))
	}
	clobber(20)
	runtime.GC()
	live := 0
	for _, p := range cache {
		if p.Value() != nil {
			live++
		}
	}
	fmt.Println(live < 3)
	runtime.KeepAlive(kept)
}
