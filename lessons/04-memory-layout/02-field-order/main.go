package main

import (
	"fmt"
	"unsafe"
)

type visitor struct {
	member bool
	name   string
	age    uint8
	visits int64
	inside bool
}

func main() {
	v := visitor{member: true, name: "Ada", age: 36, visits: 3, inside: true}
	fmt.Println(v.name, v.member, v.age, v.visits, v.inside)
	fmt.Println("size", unsafe.Sizeof(v))
}
