package main

import (
	"fmt"
	"unsafe"
)

func main() {
	word := []byte("ant")
	key := unsafe.String(&word[0], len(word))

	seen := map[string]bool{key: true}
	copy(word, "bee")

	fmt.Println("entries:", len(seen))
	fmt.Println("ant:", seen["ant"])
	delete(seen, "ant")
	fmt.Println("entries left:", len(seen))
}
