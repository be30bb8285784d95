// Integer verbs, widths and flags.
package main

import (
	"fmt"
)

func main() {
	for _, n := range []int{0, 42, -42, 1 << 40} {
		fmt.Printf("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%O|%b|%c|%q|%U|%#x|%#o|%#b|%#U\n", n, n, n, n, n, n, n, n, n, n, n, n&0xffff, n&0xff, n&0xffff, n, n, n, n&0xffff)
	}
	fmt.Printf("%*d|%-*d|%.3d|%8.3d|%+.2d|%08d|%x\n", 6, 1, 6, 2, 3, 4, 5, -6, []byte("hex"))
	fmt.Printf("%[2]d %[1]d %d %[3]*.[2]*[1]f|\n", 1, 2, 3)
	fmt.Printf("%6.2f%%|%d %s\n", 99.5, uint8(255), []string{"a", "b"})
	fmt.Printf("%d %v %d\n", []int{1, 2}, [2]bool{true}, map[string]int{"a": 1})
	fmt.Printf("%x %X %#x % x %# x\n", "hello", "hello", "hello", "hello", "hello")
}
