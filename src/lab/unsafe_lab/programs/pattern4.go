// 4. Passing an address to a system call
//
// In the list of arguments the conversion keeps its target alive for the call. The broken way makes
// the number first. A function of our own stands in for syscall.Syscall, which no page can call.
package main

import (
	"fmt"
	"unsafe"
)

//go:uintptrescapes
func call(address uintptr, n int) (sum int) {
	for _, b := range unsafe.Slice((*byte)(unsafe.Pointer(address)), n) {
		sum += int(b)
	}
	return sum
}

func main() {
	b := []byte{1, 2, 3, 4}
	// ◆ before: A buffer that a call shall
	// read.
	right := call(uintptr(unsafe.Pointer(&b[0])), len(b))
	// ◆ pattern: Converted in the call: b
	// stays where it is until it returns.
	u := uintptr(unsafe.Pointer(&b[0]))
	wrong := call(u, len(b))
	// ◆ broken: While it ran, only b's
	// later use kept the buffer.
	fmt.Println(right, wrong, len(b))
}
