// Variables that depend on themselves.
package main

var a = b
var b = c + 1
var c = f()

func f() int { return a }

func main() {}
