package main

import "strings"
import "time"

type T struct{ name string }

func main() {
	var t T
	t.Name = "x"
	strings.toUpper("a")
	strings.Toupper("a")
	time.sleep(1)
	time.Sleep("1s")
	time.Sleep(2 * 1.5)
	n := 3
	time.Sleep(n * time.Second)
	x.y = 1
	var z Foo
	_ = T.name
	_ = strings
	_ = _
	T = 1
	int := 4
	var q int
}
