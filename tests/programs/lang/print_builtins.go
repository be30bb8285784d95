package main

import "unsafe"

type T struct{ a int }
type I interface{ M() }
type F func()
type myf float64
type mys string
type myb bool
type myc complex64

func main() {
	print(1, 2, "a", 'x', 1.5, true, nil == nil2(), "\n")
	println(1, -2, "a", 'x', 1.5, true, int8(-3), uint8(200), uint64(1<<63), int64(-1<<63))
	println(float32(1.1), 1e100, -0.0, 1/inf(), inf(), -inf(), nan())
	println(1+2i, complex64(complex(1.5, -2)), complex(inf(), nan()))
	println(myf(2.5), mys("s"), myb(true), myc(1i), uintptr(17))
	println(1e-320, 1.7976931348623157e308, 5e-324, 123456789.0, 0.1)
	println(float32(16777216.0), float32(3.4e38))
	println()
	print("\n")
	println("", "")
	println(mys(""), "é\xff")
	const big = 1 << 62
	println(big, 0x7fffffffffffffff)
	println('a', "b"[0], len("abc"), unsafe.Sizeof(T{}))
	var e any
	var i I
	var m map[int]int
	var s []int
	var p *int
	var c chan int
	var f func()
	var up unsafe.Pointer
	println(e == nil, i == nil, m == nil, s == nil, p, c, f, up, m)
	println(s, e, i)
	s = make([]int, 2, 5)
	println(len(s), cap(s))
	println(true, false, !true)
	println(1_000_000, 0b11, 0o17, 0x1p4)
	println(uint8('a'), rune('é'), byte(255), int16(-32768))
}
func inf() float64 { x := 0.0; return 1 / x }
func nan() float64 { x := 0.0; return x / x }
func nil2() any    { return nil }
