// A pool gives back what was put, or makes new.
package main

import (
	"bytes"
	"fmt"
	"sync"
)

func main() {
	made := 0
	p := sync.Pool{New: func() any { made++; return &bytes.Buffer{} }}
	b := p.Get().(*bytes.Buffer)
	b.WriteString("hello")
	b.Reset()
	p.Put(b)
	c := p.Get().(*bytes.Buffer)
	c.WriteString("x")
	fmt.Println(c.String(), made >= 1)
	var none sync.Pool
	fmt.Println(none.Get() == nil)
}
