// Records read from bytes by cast, by hand and by encoding/binary.
package main

import (
	"encoding/binary"
	"fmt"
	"unsafe"
)

type wire struct {
	Kind uint8
	Flag uint8
	Size uint16
	ID   uint32
	Sum  uint64
}

func main() {
	b := []byte{1, 2, 3, 0, 4, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 128}
	w := *(*wire)(unsafe.Pointer(&b[0]))
	fmt.Println(w, unsafe.Sizeof(w))
	fmt.Println(binary.LittleEndian.Uint16(b[2:]), binary.LittleEndian.Uint32(b[4:]), binary.LittleEndian.Uint64(b[8:]), binary.BigEndian.Uint32(b[4:]))
	w.ID = 0x01020304
	out := (*[16]byte)(unsafe.Pointer(&w))[:]
	fmt.Println(out)
	binary.BigEndian.PutUint32(out[4:], 7)
	fmt.Printf("%#x %v\n", w.ID, binary.LittleEndian.AppendUint32(nil, w.ID))
	fmt.Println(binary.NativeEndian.Uint16(b[2:]))
}
