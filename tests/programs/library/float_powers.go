// Powers of two as the shortest texts that read back: what lies below one is closer than what lies
// above.
package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	for i := -1074; i < 1024; i++ {
		v := math.Ldexp(1, i)
		s := strconv.FormatFloat(v, 'g', -1, 64)
		back, _ := strconv.ParseFloat(s, 64)
		fmt.Print(s, " ", back == v, " ")
		if i >= -149 && i < 128 {
			s := strconv.FormatFloat(v, 'e', -1, 32)
			back, _ := strconv.ParseFloat(s, 32)
			fmt.Print(s, " ", back == v)
		}
		fmt.Println()
	}
	for i := range 300 {
		v := float64(i) + 0.5
		fmt.Print(v/1024, " ", v*(1<<50), " ", float32(v/4096), " ")
	}
	fmt.Println()
}
