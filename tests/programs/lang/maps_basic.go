// Insert, look up, delete, nested, zero values.
package main

import (
	"fmt"
	"math"
)

func main() {
	m := map[string]int{"one": 1, "two": 2}
	m["three"] = 3
	m["one"]++
	v, ok := m["four"]
	fmt.Println(len(m), m["one"], v, ok, m)
	delete(m, "two")
	delete(m, "absent")
	if _, ok := m["two"]; !ok {
		fmt.Println("gone", len(m))
	}
	nested := map[string]map[int][]string{}
	for i, w := range []string{"a", "b", "a"} {
		if nested[w] == nil {
			nested[w] = map[int][]string{}
		}
		nested[w][i%2] = append(nested[w][i%2], fmt.Sprint(w, i))
	}
	fmt.Println(nested)
	type p struct{ x, y int }
	pm := map[p]*p{{1, 2}: {3, 4}}
	pm[p{1, 2}].x = 9
	fmt.Println(*pm[p{1, 2}], pm[p{}] == nil)
	fm := map[float64]int{}
	nan := math.NaN()
	fm[nan] = 1
	fm[nan] = 2
	fm[0.0] = 1
	fm[math.Copysign(0, -1)] = 5
	_, ok = fm[nan]
	fmt.Println(len(fm), ok, fm[0])
	clear(fm)
	fmt.Println(len(fm))
	im := map[any]string{1: "int", int8(1): "int8", "1": "string", 1.0: "float", [1]int{1}: "array", nil: "nil"}
	fmt.Println(len(im), im[1], im[int8(1)], im[1.0], im[[1]int{1}], im[nil], im[uint(1)])
}
