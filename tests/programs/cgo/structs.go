// Go structs in memory from malloc: one, an array of them, and a list that only C's memory holds.
package main

/*
#include <stdlib.h>
#include <stdint.h>
*/
import "C"

import (
	"fmt"
	"unsafe"
)

type point struct {
	tag  C.char
	x, y C.double
	n    C.uint16_t
}

type node struct {
	value C.int
	next  *node
}

func push(list *node, v int) *node {
	n := (*node)(C.malloc(C.size_t(unsafe.Sizeof(node{}))))
	*n = node{C.int(v), list}
	return n
}

func main() {
	size := C.size_t(unsafe.Sizeof(point{}))
	fmt.Println(size, unsafe.Alignof(point{}), unsafe.Offsetof(point{}.x), unsafe.Offsetof(point{}.n))
	p := (*point)(C.calloc(1, size))
	fmt.Println(*p)
	p.x, p.n = 1.5, 7
	p.tag = 'p'
	fmt.Printf("%v %+v\n", *p, *p)
	C.free(unsafe.Pointer(p))

	mem := C.malloc(5 * size)
	all := unsafe.Slice((*point)(mem), 5)
	for i := range all {
		all[i] = point{C.char('a' + i), C.double(i), C.double(i) / 2, C.uint16_t(i * 30000)}
	}
	sum := point{}
	for _, q := range all[1:4] {
		sum.x += q.x
		sum.y += q.y
		sum.n += q.n
	}
	fmt.Println(sum, len(all), cap(all[2:]))
	third := (*point)(unsafe.Add(mem, 2*size))
	third.y = -1
	fmt.Println(all[2], third == &all[2])
	copy(all, all[3:])
	fmt.Println(all[0].tag, all[1].tag, all[4] == all[1])
	C.free(mem)

	var list *node
	for i := 0; i < 6; i++ {
		list = push(list, i*i)
	}
	for n := list; n != nil; {
		fmt.Print(n.value, " ")
		next := n.next
		C.free(unsafe.Pointer(n))
		n = next
	}
	fmt.Println()
}
