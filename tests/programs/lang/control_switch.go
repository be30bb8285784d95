// Expression switches: fallthrough, no condition, lists, init.
package main

import (
	"fmt"
)

func main() {
	classify := func(n int) string {
		switch x := n % 10; {
		case x < 0:
			return "negative"
		case x == 0:
			return "zero"
		case x < 5:
			return "small"
		default:
			return "large"
		}
	}
	for _, n := range []int{-3, 10, 23, 7} {
		fmt.Println(n, classify(n))
	}
	for i := range 5 {
		switch i {
		case 0, 1:
			fmt.Print("low ")
			fallthrough
		case 2:
			fmt.Print("two ")
		case 3:
			break
		default:
			fmt.Print("default ")
		}
	}
	fmt.Println()
	switch s := "b"; s {
	case "a":
		fmt.Println("a")
	default:
		fmt.Println("default comes last")
	case "b":
		fmt.Println("b")
	}
	f := func(s string, v bool) bool { fmt.Print(s); return v }
	switch true {
	case f("1", false), f("2", true), f("3", true):
		fmt.Println(" stopped at 2")
	}
	switch any(3.0) {
	case 3:
		fmt.Println("int")
	case 3.0:
		fmt.Println("float64")
	}
	switch {
	}
}
