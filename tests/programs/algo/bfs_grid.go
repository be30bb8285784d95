// Breadth-first search through a maze.
package main

import (
	"fmt"
	"strings"
)

type point struct{ x, y int }

func (p point) add(d point) point { return point{p.x + d.x, p.y + d.y} }

const maze = `
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########`

func main() {
	rows := strings.Split(strings.TrimSpace(maze), "\n")
	var start, end point
	for y, r := range rows {
		if x := strings.IndexByte(r, 'S'); x >= 0 {
			start = point{x, y}
		}
		if x := strings.IndexByte(r, 'E'); x >= 0 {
			end = point{x, y}
		}
	}
	from := map[point]point{start: start}
	for queue := []point{start}; len(queue) > 0; queue = queue[1:] {
		for _, d := range [...]point{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
			n := queue[0].add(d)
			if _, seen := from[n]; !seen && rows[n.y][n.x] != '#' {
				from[n] = queue[0]
				queue = append(queue, n)
			}
		}
	}
	out := make([][]byte, len(rows))
	for i, r := range rows {
		out[i] = []byte(r)
	}
	steps := 0
	for p := end; p != start; p = from[p] {
		if p != end {
			out[p.y][p.x] = '*'
		}
		steps++
	}
	for _, r := range out {
		fmt.Printf("%s\n", r)
	}
	fmt.Println(steps, len(from))
}
