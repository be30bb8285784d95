// One package in several files: order of variables and init functions by file name.
package main

import "fmt"

var a = note("main.go a")

func init() { fmt.Println("init main.go") }

func main() { fmt.Println(a, b, helper(3)) }
