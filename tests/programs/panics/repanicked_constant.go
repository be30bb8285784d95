// Small numbers, empty texts and constants lie in one place: who panics with one again is told of
// as panicking again, though the values were made anew.
package main

func main() {
	n, s := 0, "abc"
	defer func() { recover(); panic("a constant") }()
	defer func() { recover(); panic("a constant") }()
	defer func() { recover(); panic(s[n:n]) }()
	defer func() { recover(); panic(s[:n]) }()
	defer func() { recover(); panic(n + 256) }()
	defer func() { recover(); panic(n + 256) }()
	defer func() { recover(); panic(n + 255) }()
	defer func() { recover(); panic(n + 255) }()
	panic(n == 0)
}
