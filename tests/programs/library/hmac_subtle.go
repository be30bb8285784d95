// Signatures with keys of all lengths, and comparisons that take the same time.
package main

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"fmt"
	"hash"
	"strings"
)

func main() {
	for _, f := range []func() hash.Hash{md5.New, sha1.New, sha256.New, sha512.New384, sha512.New} {
		for _, n := range []int{0, 1, 16, 63, 64, 65, 127, 128, 129, 300} {
			h := hmac.New(f, []byte(strings.Repeat("key", n)[:n]))
			fmt.Printf("%d %x\n", n, h.Sum(nil))
			h.Write([]byte("some text, "))
			first := h.Sum(nil)
			h.Write([]byte("more text"))
			fmt.Printf("%x\n", h.Sum([]byte{1}))
			h.Reset()
			h.Write([]byte("some text, "))
			fmt.Println(hmac.Equal(h.Sum(nil), first), hmac.Equal(first, first[1:]), h.Size(), h.BlockSize())
		}
	}
	for _, x := range []int{0, 1, 2, 255, 1<<31 - 1} {
		for _, y := range []int{0, 1, 2, 255, 1<<31 - 1} {
			fmt.Print(subtle.ConstantTimeEq(int32(x), int32(y)), subtle.ConstantTimeByteEq(uint8(x), uint8(y)),
				subtle.ConstantTimeLessOrEq(x, y), subtle.ConstantTimeSelect(1, x, y), subtle.ConstantTimeSelect(0, x, y), " ")
		}
		fmt.Println()
	}
	fmt.Println(subtle.ConstantTimeCompare([]byte("ab"), []byte("ab")), subtle.ConstantTimeCompare([]byte("ab"), []byte("ac")), subtle.ConstantTimeCompare(nil, []byte("a")), subtle.ConstantTimeEq(-1, -1))
	b := []byte("abc")
	subtle.ConstantTimeCopy(0, b, []byte("xyz"))
	fmt.Println(string(b))
	subtle.ConstantTimeCopy(1, b, []byte("xyz"))
	fmt.Println(string(b))
	fmt.Println(subtle.XORBytes(b, []byte("ab"), []byte("123")))
	fmt.Println(b)
	for _, f := range []func(){
		func() { subtle.ConstantTimeCopy(1, b, nil) },
		func() { subtle.XORBytes(nil, b, b) },
		func() { h := sha256.New(); hmac.New(func() hash.Hash { return h }, nil) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	subtle.WithDataIndependentTiming(func() { fmt.Println("done") })
}
