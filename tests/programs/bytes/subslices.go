// Sub-slices and three-index slices of one array.
package main

import (
	"fmt"
	"unsafe"
)

func show(name string, s []int) { fmt.Println(name, s, len(s), cap(s)) }
func main() {
	a := [8]int{0, 1, 2, 3, 4, 5, 6, 7}
	all := a[:]
	x := a[2:5]
	y := x[1:6]
	z := a[2:5:5]
	show("x", x)
	show("y", y)
	show("z", z)
	show("zz", z[3:])
	y[0] = 33
	z = append(z, 55)
	x = append(x, 44)
	fmt.Println(a, x, z)
	fmt.Println((uintptr(unsafe.Pointer(&y[0])) - uintptr(unsafe.Pointer(&all[0]))) / unsafe.Sizeof(a[0]))
	show("empty", x[:0])
	show("back", x[:0][:6])
	show("end", a[8:])
	copy(a[1:], a[:])
	fmt.Println(a)
	copy(a[:], a[2:])
	fmt.Println(a)
}
