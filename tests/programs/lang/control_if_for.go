// if with a statement, for in all forms, labels.
package main

import (
	"fmt"
)

func main() {
	if x := 3; x > 2 {
		fmt.Println("big", x)
	} else if y := x * 2; y > 2 {
		fmt.Println(y)
	} else {
		fmt.Println(x, y)
	}
	n := 0
	for n < 3 {
		n++
	}
	for {
		n++
		if n == 5 {
			continue
		}
		if n > 6 {
			break
		}
	}
	fmt.Println(n)
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	fmt.Println()
	for i := range 3 {
		fmt.Print(i)
	}
	for range 2 {
		fmt.Print("x")
	}
	var i8 int8
	for i8 = range 3 {
	}
	fmt.Println(i8)
	sum := 0
	for i := range uint8(200) {
		sum += int(i)
	}
	fmt.Println(sum)
}
