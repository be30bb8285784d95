// Conversions are explicit, constants are not.
package main

// #include <stdlib.h>
import "C"

import "fmt"

const limit C.int = 10

const (
	first C.long = iota * 3
	second
	third
)

type celsius C.double

func half(x C.int) C.double { return C.double(x) / 2 }

func sum[T C.int | C.long | ~float64](all ...T) (t T) {
	for _, v := range all {
		t += v
	}
	return t
}

func main() {
	var i C.int = 3
	var g int = int(i) + 4
	i = C.int(g) + limit
	fmt.Println(i, g, half(i), first, second, third)
	for j := C.int(0); j < 3; j++ {
		fmt.Print(j, " ")
	}
	for k := range C.int(3) {
		fmt.Printf("%T %d ", k, k)
	}
	fmt.Println()
	fmt.Println(sum(C.int(1), 2, 3), sum(C.long(5), 6), sum[C.double](0.5, 1))
	fmt.Println(celsius(36.6), float64(C.float(0.1)), C.float(0.1), string(rune(C.char(65))))
	a := [limit]C.char{}
	a[C.int(2)] = 'x'
	fmt.Println(len(a), a, a[2] == 'x')
	b := make([]C.short, C.size_t(2), C.long(5))
	b = append(b, -1)
	fmt.Println(b, cap(b), b[C.uchar(2)])
	x, y := C.int(6), C.int(4)
	fmt.Println(x > y, x&y, x|y, x^y, x<<y, min(x, y), max(x, y, 9))
	if x := C.uint(8); x != 8 {
		fmt.Println("not 8")
	}
	switch {
	case x > C.int(5):
		fmt.Println("more")
	}
	fmt.Println(bool(x == 6), uintptr(C.size_t(9)), complex(float64(C.double(1)), 2))
}
