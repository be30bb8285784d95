// Package subtle compares without telling by the time it takes. Here time is counted anyway.
package subtle

import "unsafe"

// ConstantTimeByteEq is 1 if x == y and else 0.
func ConstantTimeByteEq(x, y uint8) int { return ConstantTimeEq(int32(x), int32(y)) }

// ConstantTimeEq is 1 if x == y and else 0.
func ConstantTimeEq(x, y int32) int { return int((uint64(uint32(x^y)) - 1) >> 63) }

// ConstantTimeLessOrEq is 1 if x <= y and else 0; both must lie in [0, 1<<31).
func ConstantTimeLessOrEq(x, y int) int { return int(uint32(int32(x)-int32(y)-1) >> 31) }

// ConstantTimeSelect is x if v is 1, and y if v is 0.
func ConstantTimeSelect(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

// ConstantTimeCompare is 1 if x and y are equal and else 0.
func ConstantTimeCompare(x, y []byte) int {
	if len(x) != len(y) {
		return 0
	}
	d := byte(0)
	for i := range x {
		d |= x[i] ^ y[i]
	}
	return ConstantTimeByteEq(d, 0)
}

// ConstantTimeCopy copies y to x if v is 1; they must be of one length.
func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	mask := byte(v - 1)
	for i := range x {
		x[i] = x[i]&mask | y[i]&^mask
	}
}

// XORBytes makes dst x ^ y, as far as the shorter one goes.
func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	if n > len(dst) {
		panic("subtle.XORBytes: dst too short")
	}
	if shifted(dst[:n], x[:n]) || shifted(dst[:n], y[:n]) {
		panic("subtle.XORBytes: invalid overlap")
	}
	for i := range n {
		dst[i] = x[i] ^ y[i]
	}
	return n
}

// shifted reports whether two slices of one length share memory, and not from the first byte on.
func shifted(a, b []byte) bool {
	at, other := uintptr(unsafe.Pointer(unsafe.SliceData(a))), uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	n := uintptr(len(a))
	return at != other && at < other+n && other < at+n
}

// WithDataIndependentTiming calls f.
func WithDataIndependentTiming(f func()) { f() }
