package main

var a = b
var b = c
var c = f()

func f() int { return a }

var x int = x

type T struct{ t [len(y)]int }

var y [1]T

const k = k2
const k2 = k

func g() { _ = h }

var h = func() int { g(); return 1 }()

func main() {}
