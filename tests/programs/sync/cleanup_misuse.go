// Cleanups that could never run are refused; hints for maps may be as large as they like.
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

type T struct {
	p *byte
	f int
}

func try(what string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: %T %v\n", what, e, e)
		}
	}()
	f()
	fmt.Println(what, "went well")
}

type wrap struct{ v *T }

func (t *T) close(int) {}

func main() {
	v := &T{}
	other := &T{}
	try("nil", func() { runtime.AddCleanup((*T)(nil), func(int) {}, 1) })
	try("equal", func() { runtime.AddCleanup(v, func(*T) {}, v) })
	try("unsafe", func() { runtime.AddCleanup(v, func(unsafe.Pointer) {}, unsafe.Pointer(v)) })
	try("any", func() { runtime.AddCleanup(v, func(any) {}, any(1)) })
	try("within", func() { runtime.AddCleanup(v, func(*int) {}, &v.f) })
	try("within2", func() { runtime.AddCleanup(&v.f, func(*T) {}, v) })
	try("closure", func() { runtime.AddCleanup(v, func(int) { v.f++ }, 1) })
	try("method", func() { runtime.AddCleanup(v, v.close, 1) })
	try("other", func() { runtime.AddCleanup(v, func(*T) {}, other) })
	try("otherclosure", func() { runtime.AddCleanup(v, func(int) { other.f++ }, 1) })
	try("struct", func() { runtime.AddCleanup(v, func(wrap) {}, wrap{v}) })
	a, b := new(int8), new(int8)
	try("tiny", func() { runtime.AddCleanup(a, func(*int8) {}, b) })
	hint := 1 << 62
	m2 := make(map[string]string, hint)
	m2["a"] = "b"
	m3 := make(map[int]int, 1<<24)
	for i := range 300000 {
		m3[i] = i
	}
	fmt.Println(m2, len(m3), m3[299999])
	fmt.Println(unsafe.Sizeof(runtime.Cleanup{}))
	var stop func()
	done := make(chan bool, 1)
	ch := make(chan bool, 1)
	go func() {
		v := &new(T).f
		cl := runtime.AddCleanup(v, func(int) { ch <- true }, 1)
		v = nil
		stop = cl.Stop
		done <- true
	}()
	<-done
	runtime.GC()
	fmt.Println(<-ch)
	stop()
}
