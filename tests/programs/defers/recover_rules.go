// recover works only in a deferred function, called by it directly.
package main

import (
	"fmt"
)

func main() {
	try := func(name string, f func()) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(name, "escaped:", r)
			} else {
				fmt.Println(name, "caught inside")
			}
		}()
		f()
	}
	helper := func() any { return recover() }
	try("direct", func() {
		defer func() { recover() }()
		panic(1)
	})
	try("helper", func() {
		defer func() { helper() }()
		panic(2)
	})
	try("builtin", func() {
		defer recover()
		panic(3)
	})
	try("helper itself", func() {
		defer helper()
		panic(4)
	})
	try("nested", func() {
		defer func() {
			defer func() { recover() }()
		}()
		panic(5)
	})
	try("nested own", func() {
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("6b")
		}()
		defer func() { recover() }()
		panic(6)
	})
	try("none", func() { fmt.Println(recover()) })
}
