// What unsafe.Slice and unsafe.String refuse.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	n, big := -1, 1<<62
	var np *int
	var bp *byte
	for _, f := range []func(){
		func() { _ = unsafe.Slice(new(int), n) },
		func() { _ = unsafe.Slice(np, 1) },
		func() { fmt.Println(unsafe.Slice(np, 0) == nil) },
		func() { _ = unsafe.Slice(new(int), big) },
		func() { _ = unsafe.String(new(byte), n) },
		func() { _ = unsafe.String(bp, 1) },
		func() { fmt.Println(unsafe.String(bp, 0) == "") },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
