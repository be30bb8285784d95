// C's types as keys, elements, fields and parameters.
package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"unsafe"
)

type tree[T any] struct {
	left, right *tree[T]
	value       T
}

type shower interface{ show() string }

type number C.int

func (n number) show() string { return fmt.Sprint("number ", C.int(n)) }

type inner struct{ n C.long }

type outer struct {
	inner
	f func(C.int) *C.char
}

var table = map[C.int]string{1: "one", 2: "two"}

var global = C.CString("global")

func results() (a C.int, b C.double, err error) {
	defer func() { a *= 2 }()
	return 4, 0.25, nil
}

func main() {
	table[C.int(3)] = "three"
	fmt.Println(table[2], len(table), table)
	ch := make(chan C.int, 3)
	go func() {
		for i := C.int(0); i < 3; i++ {
			ch <- i * i
		}
		close(ch)
	}()
	for v := range ch {
		fmt.Print(v, " ")
	}
	fmt.Println()
	t := &tree[C.char]{value: 'r'}
	t.left = &tree[C.char]{value: 'l'}
	fmt.Printf("%c %c %T\n", t.value, t.left.value, t)
	var s shower = number(5)
	fmt.Println(s.show())
	o := outer{inner{7}, func(i C.int) *C.char { return C.CString(fmt.Sprint(i)) }}
	p := o.f(12)
	fmt.Println(o.n, C.GoString(p))
	C.free(unsafe.Pointer(p))
	fmt.Println(results())
	fmt.Println(C.GoString(global))
	C.free(unsafe.Pointer(global))
	x := struct{ a, b C.int }{1, 2}
	y := struct{ a, b C.int }{1, 2}
	fmt.Println(x == y, &x == &y)
	defer fmt.Println("deferred", C.int(3))
	func(list ...C.int) { fmt.Println(len(list), list) }(1, 2, 3)
}
