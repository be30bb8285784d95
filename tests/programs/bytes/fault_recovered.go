// With debug.SetPanicOnFault a write into a literal is a panic.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"unsafe"
)

func main() {
	debug.SetPanicOnFault(true)
	s := "read only"
	func() {
		defer func() {
			e := recover().(runtime.Error)
			fmt.Println(e)
		}()
		unsafe.Slice(unsafe.StringData(s), len(s))[0] = 'R'
	}()
	fmt.Println(s)
}
