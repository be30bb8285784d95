package main

type A struct{ A }
type B struct{ c C }
type C [2]B
type D = E
type E = D
type F interface{ F }

type G struct {
	x int
	x string
}

func (G) x() {}

type H map[[]int]string

type I interface {
	M()
	M(int)
}

func (int) m()  {}
func (*F) m()   {}
func (J) m()    {}
func (G) y()    {}
func (g G) y()  {}

const c int = "s"
const big = 1 << 1000
const z = f()

func f() int { return 1 }

func main() {}
