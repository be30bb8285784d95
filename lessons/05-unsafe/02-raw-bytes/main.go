package main

import (
	"fmt"
	"unsafe"
)

type header struct {
	kind    uint16
	version uint16
	length  uint32
}

func encode(h header) []byte {
	raw := *(*[unsafe.Sizeof(h)]byte)(unsafe.Pointer(&h))
	return raw[:]
}

func main() {
	h := header{kind: 7, version: 1, length: 0x01020304}
	fmt.Println(encode(h))
}
