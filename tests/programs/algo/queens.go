// Eight queens, all solutions.
package main

import (
	"fmt"
)

func solve(n int) (count int, first []int) {
	cols := make([]int, 0, n)
	var place func(row int, c, d, e uint)
	place = func(row int, c, d, e uint) {
		if row == n {
			if count == 0 {
				first = append([]int(nil), cols...)
			}
			count++
			return
		}
		for x := range n {
			b1, b2, b3 := uint(1)<<x, uint(1)<<(row+x), uint(1)<<(row-x+n)
			if c&b1|d&b2|e&b3 != 0 {
				continue
			}
			cols = append(cols, x)
			place(row+1, c|b1, d|b2, e|b3)
			cols = cols[:len(cols)-1]
		}
	}
	place(0, 0, 0, 0)
	return
}

func main() {
	for n := 1; n <= 8; n++ {
		c, f := solve(n)
		fmt.Println(n, c, f)
	}
}
