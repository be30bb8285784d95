// Maps print sorted by key.
package main

import (
	"fmt"
	"math"
)

func main() {
	fmt.Println(map[string]int{"b": 2, "a": 1, "c": 3}, map[int]string{3: "x", -1: "y"}, map[bool]int{true: 1, false: 0})
	fmt.Println(map[float64]int{2.5: 1, math.NaN(): 2, math.Inf(-1): 3}, map[[2]int]string{{2, 1}: "b", {1, 2}: "a"})
	type k struct {
		a int
		b string
	}
	fmt.Println(map[k]int{{2, "a"}: 1, {1, "z"}: 2, {1, "b"}: 3})
	fmt.Printf("%#v %+v\n", map[string]k{"x": {1, "y"}}, map[string]*k{"n": nil})
}
