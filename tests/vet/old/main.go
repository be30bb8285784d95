// A module of old: loops share their variables.
package main

import "fmt"

func main() {
	for i, v := range []int{1} {
		go func() { fmt.Println(i, v) }()
	}
	s := "x"
	fmt.Printf(s)
}
