// A zero-size field at the end costs a byte and its padding; elsewhere it costs nothing.
package main

import (
	"fmt"
	"unsafe"
)

type none struct{}

func main() {
	fmt.Println(unsafe.Sizeof(struct {
		a int64
		b none
	}{}), unsafe.Sizeof(struct {
		b none
		a int64
	}{}), unsafe.Sizeof(struct {
		a int32
		b [0]int64
	}{}), unsafe.Sizeof(struct {
		b [0]int64
		a int32
	}{}), unsafe.Sizeof(struct{ b none }{}), unsafe.Sizeof(struct {
		a byte
		b none
	}{}), unsafe.Sizeof(struct {
		a byte
		b none
		c none
	}{}), unsafe.Sizeof(struct {
		a byte
		b [0]func()
		c byte
	}{}))
	type nested struct {
		in struct {
			a int16
			z none
		}
		b byte
	}
	var n nested
	fmt.Println(unsafe.Sizeof(n), unsafe.Sizeof(n.in), unsafe.Offsetof(n.in.z), unsafe.Offsetof(n.b))
	fmt.Println(unsafe.Sizeof(struct {
		a string
		_ [0]func()
	}{}), unsafe.Sizeof([4]struct {
		a byte
		_ none
	}{}))
}
