// Assignments of a thing to itself.
package main

type node struct {
	a, b int
	next *node
	list []int
}

func f() int        { return 1 }
func g() *node      { return nil }
func h() chan int   { return nil }
func i() (int, int) { return 1, 2 }

var global int

func same(n *node, m map[string]int, p *int, k int, arr []int, ch chan int) {
	x := 1
	x = x
	n.a = n.a
	n.next.b = n.next.b
	*p = *p
	arr[k] = arr[k]
	arr[0] = arr[0]
	m["a"] = m["a"]
	n.list[n.a] = n.list[n.a]
	global = global
	(x) = x
	x = (x)
	(*n).a = (*n).a
	y, z := 1, 2
	y, z = y, 3
	y, z = y, z
	y, z = 1, z
	x = +x
	arr[k+1] = arr[k+1]
	y, z, x = y, 1, x
	arr[int(k)] = arr[int(k)]
	arr[len(arr)-1] = arr[len(arr)-1]
	*(&x) = *(&x)
	_, _, _ = x, y, z
}

func different(n *node, m map[string]int, k int, arr []int, ch chan int) {
	x, y := 1, 2
	x, y = y, x
	n.a = n.b
	n.next.a = n.a
	arr[f()] = arr[f()]
	g().a = g().a
	arr[<-ch] = arr[<-ch]
	arr[k] = arr[k+1]
	x += x
	x, y = i()
	for i := 0; i < 3; i++ {
		x := x
		_ = x
	}
	_ = x
	var z int
	z = int(z)
	_, _ = y, z
	n.list[1] = n.list[0x2]
	m["a"] = m["b"]
}

func generic[T any](a []T, i int) {
	a[i] = a[i]
	v := a[0]
	v = v
	_ = v
}

func main() {}
