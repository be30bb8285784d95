// A string over a buffer that is used again.
package main

import (
	"fmt"
	"strings"
	"unsafe"
)

func str(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
func main() {
	buf := make([]byte, 0, 16)
	var safe, fast []string
	for _, w := range []string{"one", "two", "six"} {
		buf = append(buf[:0], w...)
		safe = append(safe, string(buf))
		fast = append(fast, str(buf))
	}
	fmt.Println(safe, fast)
	parts := strings.SplitN(str([]byte("k=v")), "=", 2)
	fmt.Println(parts)
	b := []byte("a,b,c")
	f := strings.Split(str(b), ",")
	b[0], b[4] = 'A', 'C'
	fmt.Println(f, strings.Join(f, "+"))
	cl := strings.Clone(f[0])
	b[0] = 'z'
	fmt.Println(cl, f[0])
	t := strings.TrimSpace(str([]byte("  x ")))
	fmt.Println(len(t), strings.ToUpper(str(b)), str(nil) == "")
}
