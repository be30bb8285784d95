// Conversions between struct types with the same fields, by the language and by unsafe.
package main

import (
	"fmt"
	"unsafe"
)

type a struct {
	X int32 `json:"x"`
	Y string
}
type b struct {
	X int32
	Y string
}
type c struct {
	first uint32
	text  string
}

func main() {
	v := a{7, "seven"}
	w := b(v)
	w.X = 8
	fmt.Println(v, w)
	p := (*b)(&v)
	p.Y = "changed"
	fmt.Println(v, (*a)(p) == &v)
	q := (*c)(unsafe.Pointer(&v))
	q.first = 1<<32 - 1
	fmt.Println(v, q.text, unsafe.Sizeof(v) == unsafe.Sizeof(*q), unsafe.Offsetof(v.Y) == unsafe.Offsetof(q.text))
	s := []a{{1, "one"}, {2, "two"}}
	t := *(*[]c)(unsafe.Pointer(&s))
	t[1].text = "TWO"
	fmt.Println(s, t)
	anon := struct {
		X int32
		Y string
	}(v)
	fmt.Println(anon == struct {
		X int32
		Y string
	}(w))
}
