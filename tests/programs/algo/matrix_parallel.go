// Matrix product by rows, one goroutine each.
package main

import (
	"fmt"
	"slices"
	"sync"
)

type matrix [][]float64

func newMatrix(n int, f func(i, j int) float64) matrix {
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = f(i, j)
		}
	}
	return m
}

func (a matrix) times(b matrix) matrix {
	n := len(a)
	c := make(matrix, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			row := make([]float64, n)
			for j := range n {
				for k := range n {
					row[j] += a[i][k] * b[k][j]
				}
			}
			c[i] = row
		})
	}
	wg.Wait()
	return c
}

func main() {
	a := newMatrix(20, func(i, j int) float64 { return float64(i + j) })
	id := newMatrix(20, func(i, j int) float64 {
		if i == j {
			return 1
		}
		return 0
	})
	b := a.times(id)
	same := true
	for i := range a {
		same = same && slices.Equal(a[i], b[i])
	}
	c := a.times(a)
	fmt.Println(same, c[0][0], c[19][19], c[3][7])
}
