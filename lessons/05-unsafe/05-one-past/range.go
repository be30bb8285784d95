package main

import "fmt"

type sensor struct {
	readings [3]int32
	serial   int32
}

func total(s *sensor) int32 {
	var sum int32
	for _, r := range s.readings {
		sum += r
	}
	return sum
}

func main() {
	s := &sensor{readings: [3]int32{10, 20, 30}, serial: 4711}
	fmt.Println("total:", total(s))
}
