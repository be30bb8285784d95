// Values of no size: slices, maps, channels and pointers of them.
package main

import (
	"fmt"
	"unsafe"
)

type z struct{}

func main() {
	s := make([]z, 5)
	s = append(s, z{}, z{})
	fmt.Println(len(s), unsafe.Sizeof(s), unsafe.Sizeof(s[0]), uintptr(unsafe.Pointer(&s[6]))-uintptr(unsafe.Pointer(&s[0])))
	big := make([]z, 1<<40)
	fmt.Println(len(big), cap(big[:10]))
	m := map[z]int{{}: 1}
	m[z{}]++
	fmt.Println(m, len(m))
	c := make(chan z, 3)
	c <- z{}
	fmt.Println(len(c), cap(c))
	var a [1 << 30]z
	fmt.Println(len(a), unsafe.Sizeof(a), a[5] == z{}, any(z{}) == any(z{}))
	type key [0]string
	k := map[key]string{{}: "x"}
	fmt.Println(k[key{}])
}
