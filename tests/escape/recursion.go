package main

type tree struct {
	left, right *tree
	key         int
}

func (t *tree) insert(key int) *tree {
	if t == nil {
		return &tree{key: key}
	}
	if key < t.key {
		t.left = t.left.insert(key)
	} else {
		t.right = t.right.insert(key)
	}
	return t
}

func even(p *int, n int) *int {
	if n == 0 {
		return p
	}
	return odd(p, n-1)
}

func odd(p *int, n int) *int {
	if n == 0 {
		return nil
	}
	return even(p, n-1)
}

var kept []*int

func keep(p *int, n int) {
	if n > 0 {
		keep(p, n-1)
		return
	}
	kept = append(kept, p)
}

func main() {
	var root *tree
	for i := range 3 {
		root = root.insert(i)
	}
	x, y := 1, 2
	even(&x, 4)
	keep(&y, 3)
}
