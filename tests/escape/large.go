package main

type block [70000]byte
type huge [131073]byte
type limit [131072]byte

func explicit() byte {
	var a limit
	var b huge
	return a[1] + b[2]
}

func implicit() byte {
	p := new(block)
	q := &block{}
	r := new([65536]byte)
	return p[0] + q[0] + r[0]
}

func parameter(h huge) byte { return h[3] }

func literal() int {
	s := []block{{}}
	return len(s)
}

func main() {
	explicit()
	implicit()
	parameter(huge{})
	literal()
}
