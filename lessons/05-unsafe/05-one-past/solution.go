package main

import (
	"fmt"
	"unsafe"
)

type sensor struct {
	readings [3]int32
	serial   int32
}

func total(s *sensor) int32 {
	base := unsafe.Pointer(&s.readings)
	var sum int32
	for i := 0; i < 3; i++ {
		sum += *(*int32)(unsafe.Add(base, i*4))
	}
	return sum
}

func main() {
	s := &sensor{readings: [3]int32{10, 20, 30}, serial: 4711}
	fmt.Println("total:", total(s))
}
