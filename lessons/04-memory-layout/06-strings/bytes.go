package main

import (
	"fmt"
	"strings"
	"unsafe"
)

func main() {
	page := "Gopher" + strings.Repeat(".", 1000)
	title := string([]byte(page[:6]))

	fmt.Println(title, len(title), "of", len(page))
	fmt.Println("size of a string:", unsafe.Sizeof(title))

	shared := unsafe.StringData(title) == unsafe.StringData(page)
	fmt.Println("shared bytes:", shared)
}
