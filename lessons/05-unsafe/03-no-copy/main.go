package main

import (
	"fmt"
	"strconv"
	"unsafe"
)

var buffer = make([]byte, 0, 16)

func label(n int) string {
	buffer = append(buffer[:0], "item "...)
	buffer = strconv.AppendInt(buffer, int64(n), 10)
	return unsafe.String(unsafe.SliceData(buffer), len(buffer))
}

func main() {
	first := label(1)
	fmt.Println(first)

	second := label(2)
	fmt.Println(first, second)
}
