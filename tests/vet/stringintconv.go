// Numbers turned into strings of one rune.
package main

type A string
type B = string
type C int
type D = uintptr

func wrong(i int, i8 int8, u uint16, c C, d D, i64 int64) {
	_ = string(i)
	_ = string(i8)
	_ = string(u)
	_ = string(c)
	_ = A(i)
	_ = B(i)
	_ = string(d)
	_ = A(c)
	_ = (string)(i64)
	_ = string(i + 1)
	_ = []string{string(i)}
	var u32 uint32 = 1
	_ = string(u32)
}

func generic[T ~string, I int | int64, R rune | byte](i int, n I, r R, c C) {
	_ = T(i)
	_ = string(n)
	_ = string(r)
	_ = T(c)
	_ = T(n)
}

func mixed[S string | []byte | int, M int | rune](s S, m M) {
	_ = string(m)
	_ = string(s)
}

type R rune
type Y byte

func right(r rune, b byte, bs []byte, rs []rune, rr R, y Y) {
	_ = string(r)
	_ = string(b)
	_ = string(bs)
	_ = string(rs)
	_ = string(rr)
	_ = string(y)
	_ = string('a')
	const k = 65
	_ = string(rune(k))
	_ = A("x")
	_ = float64(1)
	_ = string(int32(1))
	_ = string(uint8(1))
	_ = string(rune(0x41) + 1)
	type local string
	_ = local("a")
	f := func(x int) string { return "" }
	_ = f(1)
}

func constants() {
	const k int = 65
	_ = string(k)
	const l = 65
	_ = string(l)
	_ = string(65)
}

func main() {}
