// Dynamic types, nil-ness, comparison, embedding of interfaces.
package main

import (
	"fmt"
)

type reader interface{ Read() string }
type writer interface{ Write(string) int }
type readWriter interface {
	reader
	writer
}
type file struct{ data string }

func (f *file) Read() string       { return f.data }
func (f *file) Write(s string) int { f.data += s; return len(s) }

type constant string

func (c constant) Read() string { return string(c) }

func maybe(ok bool) reader {
	var f *file
	if ok {
		f = &file{"x"}
	}
	return f
}

func main() {
	var rw readWriter = &file{}
	rw.Write("abc")
	var r reader = rw
	fmt.Println(r.Read(), r == rw, r.(writer).Write("d"), r.Read())
	if w, ok := reader(constant("c")).(writer); !ok {
		fmt.Println("not a writer", w == nil)
	}
	fmt.Println(maybe(false) == nil, maybe(false) == (*file)(nil))
	var e1, e2 any = 1, 1
	fmt.Println(e1 == e2, e1 == any(1.0), e1 == 1, e1 != nil, any(nil) == nil)
	rs := []reader{constant("a"), &file{"b"}, constant("a")}
	fmt.Println(rs[0] == rs[2], rs[0] == rs[1])
	for _, r := range rs {
		switch v := r.(type) {
		case constant:
			fmt.Print("constant ", len(v), " ")
		case *file:
			fmt.Print("file ", v.data, " ")
		}
	}
	fmt.Println()
	m := map[reader]int{constant("k"): 1}
	m[constant("k")]++
	fmt.Println(m[constant("k")], len(m))
	f := r.Read
	rw.Write("e")
	fmt.Println(f(), reader.Read(r))
}
