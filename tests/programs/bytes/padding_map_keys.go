// Structs with padding, strings, floats and interfaces inside, as keys of a map.
package main

import (
	"fmt"
	"unsafe"
)

type key struct {
	tag  byte
	name string
	f    float32
	v    any
}

func main() {
	m := map[key]int{}
	for i := range 100 {
		k := key{byte(i % 5), string(rune('a' + i%5)), float32(i % 2), i % 3}
		b := (*[unsafe.Sizeof(k)]byte)(unsafe.Pointer(&k))
		b[1], b[7], b[28] = byte(i), byte(i), byte(i)
		m[k]++
	}
	sum := 0
	for _, n := range m {
		sum += n
	}
	fmt.Println(len(m), sum)
	zero := float32(0)
	neg := -zero
	fmt.Println(m[key{0, "a", zero, 0}], m[key{0, "a", neg, 0}], zero == neg)
	nan := zero / zero
	m[key{f: nan}] = 1
	m[key{f: nan}] = 2
	fmt.Println(len(m), m[key{f: nan}])
}
