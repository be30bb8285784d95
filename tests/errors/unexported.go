// Unexported names of another package.
package main

import (
	"strings"
	"time"
)

func main() {
	var b strings.Builder
	b.buf = nil
	strings.explode("x", 1)
	var t time.Time
	t.wall = 1
	_ = time.Time{ext: 1}
}
