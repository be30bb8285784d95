// The order of bytes
//
// The lowest byte of a number comes first on this machine. Casting bytes to a number takes them in
// the machine's order; encoding/binary says which order is meant.
package main

import (
	"encoding/binary"
	"fmt"
	"unsafe"
)

func main() {
	n := uint32(0x0A0B0C0D)
	p := (*[4]byte)(unsafe.Pointer(&n))
	// ◆ before: Little-endian: 0D comes
	// first.
	p[0] = 0xFF
	// ◆ during: The first byte is the
	// lowest: the number grew by 242.
	binary.BigEndian.PutUint32(p[:], 0x0A0B0C0D)
	// ◆ after: The same digits in the
	// order of networks, read as a number
	// of this machine.
	fmt.Printf("%#08x %#08x\n", n, binary.BigEndian.Uint32(p[:]))
}
