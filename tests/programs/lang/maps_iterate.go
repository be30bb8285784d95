// Iteration sees each key once, whatever the order, also while changing.
package main

import (
	"fmt"
)

func main() {
	m := map[int]int{}
	for i := range 1000 {
		m[i] = i * i
	}
	sum, n := 0, 0
	for k, v := range m {
		if v != k*k {
			panic("wrong value")
		}
		sum += k
		n++
	}
	fmt.Println(n, sum)
	for k := range m {
		if k%2 == 0 {
			delete(m, k)
		}
	}
	fmt.Println(len(m))
	seen := map[int]bool{}
	for k := range m {
		if seen[k] {
			panic("twice")
		}
		seen[k] = true
		delete(m, (k*7)%1000)
	}
	left := 0
	for range m {
		left++
	}
	fmt.Println(left == len(m), len(seen) <= 500)
	for k := range m {
		delete(m, k)
	}
	fmt.Println(len(m))
	orders := map[string]bool{}
	small := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
	for range 200 {
		s := ""
		for k := range small {
			s += k
		}
		orders[s] = true
	}
	fmt.Println("more than one order:", len(orders) > 1)
}
