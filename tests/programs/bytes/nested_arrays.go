// Layout of arrays of arrays, of structs of arrays, read as one flat array.
package main

import (
	"fmt"
	"unsafe"
)

type cell struct {
	v uint16
	t [3]byte
}

func main() {
	var g [2][3]cell
	fmt.Println(unsafe.Sizeof(g), unsafe.Sizeof(g[0]), unsafe.Sizeof(g[0][0]), unsafe.Alignof(g))
	n := uint16(0)
	for i := range g {
		for j := range g[i] {
			n++
			g[i][j] = cell{n, [3]byte{byte(i), byte(j), 9}}
		}
	}
	f := (*[6]cell)(unsafe.Pointer(&g))
	fmt.Println(*f)
	f[4].v = 500
	fmt.Println(g[1][1])
	b := unsafe.Slice((*byte)(unsafe.Pointer(&g)), unsafe.Sizeof(g))
	sum := 0
	for i := 0; i < len(b); i += int(unsafe.Sizeof(cell{})) {
		sum += int(b[i])
	}
	fmt.Println(sum, len(b))
	m := [2][2]int{{1, 2}, {3, 4}}
	fmt.Println(*(*[4]int)(unsafe.Pointer(&m)), *(*int)(unsafe.Add(unsafe.Pointer(&m[0]), 16)))
}
