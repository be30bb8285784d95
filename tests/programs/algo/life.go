// Conway's game of life on a torus.
package main

import (
	"fmt"
	"strings"
)

type grid [8][8]bool

func (g *grid) next() (n grid) {
	for y := range g {
		for x := range g[y] {
			c := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if (dx != 0 || dy != 0) && g[(y+dy+8)%8][(x+dx+8)%8] {
						c++
					}
				}
			}
			n[y][x] = c == 3 || c == 2 && g[y][x]
		}
	}
	return
}

func (g grid) String() string {
	var b strings.Builder
	for _, row := range g {
		for _, c := range row {
			if c {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	var g grid
	for _, p := range [][2]int{{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}} {
		g[p[1]][p[0]] = true
	}
	for range 12 {
		g = g.next()
	}
	fmt.Print(g)
	h := g
	for range 4 {
		h = h.next()
	}
	fmt.Println(g == h)
}
