// Dynamic programming over runes.
package main

import (
	"fmt"
)

func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	prev := make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		cur := make([]int, len(y)+1)
		cur[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev = cur
	}
	return prev[len(y)]
}

func lcs(a, b string) string {
	t := make([][]string, len(a)+1)
	for i := range t {
		t[i] = make([]string, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				t[i][j] = a[i:i+1] + t[i+1][j+1]
			} else if len(t[i+1][j]) >= len(t[i][j+1]) {
				t[i][j] = t[i+1][j]
			} else {
				t[i][j] = t[i][j+1]
			}
		}
	}
	return t[0][0]
}

func main() {
	for _, p := range [][2]string{{"kitten", "sitting"}, {"", "abc"}, {"naïve", "naive"}, {"горутина", "рутина"}, {"same", "same"}} {
		fmt.Println(p[0], p[1], distance(p[0], p[1]))
	}
	fmt.Println(lcs("concurrency", "currency"), lcs("channel", "change"), lcs("abc", "xyz") == "")
}
