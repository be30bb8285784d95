// Division and shifts at the edges do not panic.
package main

import (
	"fmt"
	"math"
)

func main() {
	minInt := math.MinInt64
	m1 := -1
	fmt.Println(minInt/m1, minInt%m1)
	var i8 int8 = -128
	fmt.Println(i8/int8(m1), -i8)
	fmt.Println(-7/2, -7%2, 7/-2, 7%-2)
	s := uint(70)
	fmt.Println(1<<s, int32(-1)>>s, uint8(255)>>s, -1>>s)
}
