// Backtracking over a sudoku.
package main

import (
	"fmt"
)

type board [9][9]int8

func (b *board) ok(r, c int, v int8) bool {
	for i := range 9 {
		if b[r][i] == v || b[i][c] == v || b[r/3*3+i/3][c/3*3+i%3] == v {
			return false
		}
	}
	return true
}

func (b *board) solve(at int) bool {
	if at == 81 {
		return true
	}
	r, c := at/9, at%9
	if b[r][c] != 0 {
		return b.solve(at + 1)
	}
	for v := int8(1); v <= 9; v++ {
		if b.ok(r, c, v) {
			b[r][c] = v
			if b.solve(at + 1) {
				return true
			}
			b[r][c] = 0
		}
	}
	return false
}

func main() {
	var b board
	for i, ch := range "530070000600195000098000060800060003400803001700020006060000280000419005000080079" {
		b[i/9][i%9] = int8(ch - '0')
	}
	start := b
	fmt.Println(b.solve(0), start == b)
	for _, row := range b {
		fmt.Println(row)
	}
}
