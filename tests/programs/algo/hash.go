// A hand-made hash function over bytes and bits.
package main

import (
	"fmt"
	"math/bits"
)

func fnv(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h ^= uint64(s[i])
		h *= 1099511628211
	}
	return h
}

func crc(b []byte) uint32 {
	c := ^uint32(0)
	for _, x := range b {
		c ^= uint32(x)
		for range 8 {
			if c&1 == 1 {
				c = c>>1 ^ 0xedb88320
			} else {
				c >>= 1
			}
		}
	}
	return ^c
}

func main() {
	for _, s := range []string{"", "a", "hello", "The quick brown fox"} {
		fmt.Printf("%016x %08x\n", fnv(s), crc([]byte(s)))
	}
	var mix [4]uint32
	for i := uint32(0); i < 1000; i++ {
		mix[i&3] = bits.RotateLeft32(mix[(i+1)&3]+i*0x9e3779b9, int(i%31)) ^ mix[i&3]
	}
	fmt.Printf("%x\n", mix)
}
