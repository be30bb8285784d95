// Shifts by at least the width of what is shifted.
package main

import "unsafe"

type small uint8

const c = 40

func wrong(a int8, b uint16, i32 int32, u64 uint64, i int, s small, p uintptr, u uint) {
	_ = a << 8
	_ = a >> 8
	_ = b << 16
	_ = i32 << c
	_ = u64 >> 64
	_ = i << 64
	_ = s << 9
	_ = p << 64
	_ = u >> 65
	a <<= 8
	b >>= 20
	_ = (i32 + 1) << 32
	_ = int8(i) << (4 + 4)
	_ = uint8(1+i) >> 8
	i32 <<= 33
	_ = f() << 64
	_ = b << 8 << 8
	_ = byte(i) << 8
}

func f() int { return 1 }

func right(a int8, b uint16, i int, n uint) {
	_ = a << 7
	_ = a << n
	_ = b >> 15
	_ = i << 63
	const big = 1 << 70 >> 69
	_ = big
	_ = i << (unsafe.Sizeof(i)*8 - 1)
	if unsafe.Sizeof(i) == 4 {
		_ = i << 64
	}
	if unsafe.Sizeof(i) == 8 {
		_ = i >> 32 >> 32
	}
	_ = 1 << 63 >> 1
}

func dead(x int32) {
	if false {
		_ = x << 40
	}
	if true {
		_ = x << 40
	} else {
		_ = x << 41
	}
	const size = 32
	switch size {
	case 64:
		_ = x << 42
	case 32:
		_ = x << 43
	default:
		_ = x << 44
	}
	if size == 64 {
		_ = x >> 45
	}
	if size > 16 && size < 64 {
		_ = x >> 46
	}
	for false {
		_ = x >> 47
	}
	switch {
	case size == 32:
		_ = x >> 48
	case size == 64:
		_ = x >> 49
	}
	if size == 64 {
		_ = x >> 32
	} else if size == 32 {
		_ = x >> 33
	} else {
		_ = x >> 34
	}
}

func generic[T int8 | int64](x T) { _ = x << 8; _ = x << 64; _ = x >> 100 }

func main() {}
