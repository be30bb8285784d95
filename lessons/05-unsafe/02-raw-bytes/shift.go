package main

import "fmt"

type header struct {
	kind    uint16
	version uint16
	length  uint32
}

func encode(h header) []byte {
	return []byte{
		byte(h.kind >> 8), byte(h.kind),
		byte(h.version >> 8), byte(h.version),
		byte(h.length >> 24), byte(h.length >> 16), byte(h.length >> 8), byte(h.length),
	}
}

func main() {
	h := header{kind: 7, version: 1, length: 0x01020304}
	fmt.Println(encode(h))
}
