package main

import (
	"encoding/binary"
	"fmt"
)

type header struct {
	kind    uint16
	version uint16
	length  uint32
}

func encode(h header) []byte {
	b := binary.BigEndian.AppendUint16(nil, h.kind)
	b = binary.BigEndian.AppendUint16(b, h.version)
	return binary.BigEndian.AppendUint32(b, h.length)
}

func main() {
	h := header{kind: 7, version: 1, length: 0x01020304}
	fmt.Println(encode(h))
}
