package main

type node struct {
	next *node
	val  int
}

func named() (n *node) {
	n = &node{val: 1}
	return
}

func chain(n *node) *node {
	for n.next != nil {
		n = n.next
	}
	return n
}

func many(a, b, c, d, e, f, g *int) (*int, *int, *int, *int, *int, *int, *int) {
	return a, b, c, d, e, f, g
}

func swap(a, b *int) (*int, *int) { return b, a }

func pass(a, b *int) (x, y *int) {
	x, y = swap(a, b)
	return swap(x, y)
}

func deferred() (r *node) {
	defer func() { r = &node{} }()
	return nil
}

func addressed() (r int) {
	p := &r
	*p = 2
	return
}

func escaping() (r int) {
	sink = &r
	return 1
}

var sink *int

func main() {
	chain(named())
	x := 1
	many(&x, nil, nil, nil, nil, nil, nil)
	pass(&x, &x)
	deferred()
	addressed()
	escaping()
}
