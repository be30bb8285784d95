package main

import (
	"fmt"
	"unsafe"
)

type visitor struct {
	name   string
	visits int64
	age    uint8
	member bool
	inside bool
}

func main() {
	v := visitor{member: true, name: "Ada", age: 36, visits: 3, inside: true}
	fmt.Println(v.name, v.member, v.age, v.visits, v.inside)
	fmt.Println("size", unsafe.Sizeof(v))
}
