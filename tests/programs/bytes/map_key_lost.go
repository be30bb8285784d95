// A map key that aliases a slice is lost when somebody writes into the slice.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	b := []byte("key-of-the-map-0")
	k := unsafe.String(&b[0], len(b))
	m := map[string]int{}
	for i := range 100 {
		m[fmt.Sprint("other", i)] = i
	}
	m[k] = 1000
	fmt.Println(m["key-of-the-map-0"], len(m))
	b[0] = 'K'
	_, lower := m["key-of-the-map-0"]
	fmt.Println(lower)
	b[0] = 'k'
	v, again := m["key-of-the-map-0"]
	fmt.Println(v, again)
	c := map[string]int{string(b): 1}
	b[0] = 'K'
	fmt.Println(c)
}
