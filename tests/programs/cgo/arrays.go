// Arrays in C's memory, seen by a pointer to an array, by a slice and by arithmetic.
package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"sort"
	"unsafe"
)

func main() {
	const n = 10
	p := C.malloc(n * C.size_t(unsafe.Sizeof(C.int(0))))
	a := (*[n]C.int)(p)
	for i := range a {
		a[i] = C.int((i * 7) % n)
	}
	s := a[:]
	fmt.Println(s, len(s), cap(s))
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	fmt.Println(*a)
	for i := uintptr(0); i < n; i += 3 {
		q := (*C.int)(unsafe.Pointer(uintptr(p) + i*4))
		*q *= 100
	}
	fmt.Println(s)
	b := *a
	clear(s[5:])
	fmt.Println(s, b)
	t := append(s[:2:2], 5)
	t[0] = -1
	fmt.Println(s[0], t)
	words := unsafe.Slice((*uint64)(p), 2)
	fmt.Printf("%#x\n", words)
	fmt.Println(uintptr(p)%16, uintptr(unsafe.Pointer(&a[3]))-uintptr(p))
	C.free(p)

	rows := (*[3]*C.char)(C.malloc(3 * 8))
	for i, w := range []string{"one", "two", "three"} {
		rows[i] = C.CString(w)
	}
	for _, r := range rows {
		fmt.Print(C.GoString(r), " ")
		C.free(unsafe.Pointer(r))
	}
	fmt.Println()
	C.free(unsafe.Pointer(rows))
}
