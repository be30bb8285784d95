// Counting words, sorting by two keys, formatting columns.
package main

import (
	"fmt"
	"sort"
	"strings"
)

const text = `the cat sat on the mat the dog sat on the log
the end of the cat and the dog`

func main() {
	count := map[string]int{}
	for line := range strings.SplitSeq(text, "\n") {
		for _, w := range strings.Fields(line) {
			count[w]++
		}
	}
	type wc struct {
		w string
		n int
	}
	var list []wc
	for w, n := range count {
		list = append(list, wc{w, n})
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].n != list[j].n {
			return list[i].n > list[j].n
		}
		return list[i].w < list[j].w
	})
	for _, x := range list {
		fmt.Printf("%-6s|%3d|%s\n", x.w, x.n, strings.Repeat("*", x.n))
	}
}
