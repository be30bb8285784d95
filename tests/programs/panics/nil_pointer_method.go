// A pointer method that survives nil, then one that does not.
package main

import (
	"fmt"
)

type list struct {
	next *list
	v    int
}

func (l *list) len() int {
	if l == nil {
		return 0
	}
	return 1 + l.next.len()
}

func (l *list) first() int { return l.v }

func main() {
	var l *list
	fmt.Println(l.len())
	fmt.Println(l.first())
}
