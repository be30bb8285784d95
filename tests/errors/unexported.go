// Unexported names of another package.
package main

import (
	"strings"
	"sync"
)

func main() {
	var b strings.Builder
	b.buf = nil
	strings.explode("x", 1)
	var mu sync.Mutex
	mu.state = 1
	_ = sync.Once{done: 1}
}
