package main

import _ "unsafe"

//go:noinline
var a int

//go:norace
const c = 1

//go:embed a.txt
type t int

//go:linkname nothing runtime.nothing
//go:linkname a runtime.a
//go:linkname a runtime.b

//go:noinline
func main() {
	println(a, c, t(1))
}
