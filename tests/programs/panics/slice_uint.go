// Unsigned bounds past the range of int are shown as they are.
package main

import "fmt"

func main() {
	s := []int{1}
	var a [4]int
	var u uint64 = 1<<64 - 1
	var w uint = 1 << 63
	var b uint8 = 200
	for _, f := range []func(){
		func() { fmt.Println(s[u]) },
		func() { s[w] = 1 },
		func() { fmt.Println(a[u]) },
		func() { a[w]++ },
		func() { fmt.Println("abc"[u]) },
		func() { fmt.Println(s[u:]) },
		func() { fmt.Println(s[:u]) },
		func() { fmt.Println(s[0:1:u]) },
		func() { fmt.Println(s[b:]) },
		func() { fmt.Println(a[u%8:]) },
		func() { fmt.Println("abc"[w:]) },
		func() { fmt.Println([][]int{s}[0][u]) },
		func() { fmt.Println([][]int{s}[u][0]) },
		func() { i := int(u); fmt.Println(s[i:]) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
