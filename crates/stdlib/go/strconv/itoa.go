// Package strconv converts between values and their texts.
package strconv

import "unsafe"

const digits = "0123456789abcdefghijklmnopqrstuvwxyz"

// pairs holds 00, 01, ... 99.
const pairs = "00010203040506070809" +
	"10111213141516171819" +
	"20212223242526272829" +
	"30313233343536373839" +
	"40414243444546474849" +
	"50515253545556575859" +
	"60616263646566676869" +
	"70717273747576777879" +
	"80818283848586878889" +
	"90919293949596979899"

const zeros = "0000000000000000000000000000000000000000000000000000000000000000"

// small is the text of 0 <= i < 100.
func small(i int) string {
	if i < 10 {
		return digits[i : i+1]
	}
	return pairs[i*2 : i*2+2]
}

// Itoa is the decimal text of i.
func Itoa(i int) string {
	if 0 <= i && i < 100 {
		return small(i)
	}
	return asString(AppendInt(make([]byte, 0, 20), int64(i), 10))
}

// FormatInt is the text of i in a base from 2 to 36.
func FormatInt(i int64, base int) string {
	if 0 <= i && i < 100 && base == 10 {
		return small(int(i))
	}
	return asString(AppendInt(nil, i, base))
}

// FormatUint is the text of i in a base from 2 to 36.
func FormatUint(i uint64, base int) string {
	if i < 100 && base == 10 {
		return small(int(i))
	}
	return asString(AppendUint(nil, i, base))
}

// asString is the bytes of b, which nobody writes to any more, as a string.
func asString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// AppendInt appends the text of i in base to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	if i < 0 {
		return AppendUint(append(dst, '-'), uint64(-i), base)
	}
	return AppendUint(dst, uint64(i), base)
}

// AppendUint appends the text of u in base to dst.
func AppendUint(dst []byte, u uint64, base int) []byte {
	if base != 10 {
		return appendBase(dst, u, base)
	}
	if u < 10 {
		return append(dst, byte('0'+u))
	}
	if u < 100 {
		return append(dst, pairs[u*2], pairs[u*2+1])
	}
	if u < 10000 {
		high, low := u/100*2, u%100*2
		if u < 1000 {
			return append(dst, pairs[high+1], pairs[low], pairs[low+1])
		}
		return append(dst, pairs[high], pairs[high+1], pairs[low], pairs[low+1])
	}
	n := 5
	for limit := uint64(100000); u >= limit; n++ {
		if n == 19 { // the next limit would not fit
			n++
			break
		}
		limit *= 10
	}
	at := len(dst) + n
	dst = append(dst, zeros[:n]...)
	for u >= 100 {
		p := u % 100 * 2
		u /= 100
		at -= 2
		dst[at] = pairs[p]
		dst[at+1] = pairs[p+1]
	}
	if u >= 10 {
		dst[at-2] = pairs[u*2]
		dst[at-1] = pairs[u*2+1]
	} else {
		dst[at-1] = byte('0' + u)
	}
	return dst
}

func appendBase(dst []byte, u uint64, base int) []byte {
	if base < 2 || base > len(digits) {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	b := uint64(base)
	n := 1
	for left := u; left >= b; left /= b {
		n++
	}
	at := len(dst) + n
	dst = append(dst, zeros[:n]...)
	for ; n > 0; n-- {
		at--
		dst[at] = digits[u%b]
		u /= b
	}
	return dst
}

// FormatBool is "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends "true" or "false" to dst.
func AppendBool(dst []byte, b bool) []byte {
	if b {
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}
