package main

import (
	"fmt"
	"strconv"
	"unsafe"
)

func label(n int) string {
	buffer := make([]byte, 0, 16)
	buffer = append(buffer, "item "...)
	buffer = strconv.AppendInt(buffer, int64(n), 10)
	// Nobody else has the buffer, and nobody writes into it from here on.
	return unsafe.String(unsafe.SliceData(buffer), len(buffer))
}

func main() {
	first := label(1)
	fmt.Println(first)

	second := label(2)
	fmt.Println(first, second)
}
