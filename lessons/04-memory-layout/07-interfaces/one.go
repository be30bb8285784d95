package main

import (
	"fmt"
	"unsafe"
)

type missing struct {
	key string
}

func (m *missing) Error() string { return "no " + m.key }

func find(key string) error {
	var problem error
	if key != "blue" {
		problem = &missing{key}
	}
	return problem
}

func main() {
	for _, key := range []string{"red", "blue"} {
		err := find(key)
		words := *(*[2]uintptr)(unsafe.Pointer(&err))
		fmt.Println(key, "type:", words[0] != 0, "data:", words[1] != 0)
		fmt.Println(key, "failed:", err != nil)
	}
}
