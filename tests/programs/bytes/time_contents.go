// Values of package time, compared and copied as bytes.
package main

import (
	"fmt"
	"time"
	"unsafe"
)

func main() {
	t := time.Date(2024, 2, 29, 12, 30, 0, 5, time.UTC)
	u := t
	fmt.Println(t == u, *(*[3]uintptr)(unsafe.Pointer(&t)) == *(*[3]uintptr)(unsafe.Pointer(&u)))
	fmt.Println(unsafe.Sizeof(t), *(*[3]uintptr)(unsafe.Pointer(&time.Time{})))
	d := 3 * time.Second
	fmt.Println(*(*int64)(unsafe.Pointer(&d)))
	w := t.In(time.FixedZone("x", 3600))
	fmt.Println(t == w, t.Equal(w))
	m := map[time.Time]int{t: 1}
	m[u]++
	m[w]++
	fmt.Println(len(m))
}
