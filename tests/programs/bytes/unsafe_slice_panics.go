// Texts of the panics of unsafe.Slice and unsafe.String.
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

func try(f func()) {
	defer func() {
		r := recover()
		_, is := r.(runtime.Error)
		fmt.Println(r, is)
	}()
	f()
}
func main() {
	x, b := 1, byte(1)
	neg, huge, one := -1, 1<<62, 1
	var ni *int
	var nb *byte
	var u uint64 = 1 << 63
	try(func() { _ = unsafe.Slice(&x, neg) })
	try(func() { _ = unsafe.Slice(&x, huge) })
	try(func() { _ = unsafe.Slice(&x, u) })
	try(func() { _ = unsafe.Slice(ni, one) })
	try(func() { _ = unsafe.Slice(ni, neg) })
	try(func() { fmt.Println(unsafe.Slice(ni, one-1) == nil) })
	try(func() { _ = unsafe.String(&b, neg) })
	try(func() { _ = unsafe.String(&b, u) })
	try(func() { _ = unsafe.String(nb, one) })
	try(func() { _ = unsafe.String(nb, neg) })
	try(func() { fmt.Println(unsafe.String(nb, one-1) == "") })
	try(func() { _ = unsafe.Slice((*struct{})(nil), one) })
	try(func() { fmt.Println(len(unsafe.Slice(&struct{}{}, huge))) })
}
