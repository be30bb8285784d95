// A value in an interface is a copy; two boxes do not share.
package main

import "fmt"

type rec struct {
	a byte
	b int64
}

func main() {
	r := rec{1, 2}
	var i any = r
	j := i
	r.b = 9
	fmt.Println(i, j, r, i == j)
	a := [3]int{1, 2, 3}
	var k any = a
	a[0] = 100
	fmt.Println(k, a, k == any([3]int{1, 2, 3}))
	s := []int{1, 2}
	var l any = s
	s[0] = 50
	fmt.Println(l)
	x := i.(rec)
	x.b = 77
	fmt.Println(i, x)
	var e1, e2 any = int32(1), int64(1)
	fmt.Println(e1 == e2, e1 == any(int32(1)), any(nil) == any((*int)(nil)))
	defer func() { fmt.Println(recover()) }()
	fmt.Println(l == any(s))
}
