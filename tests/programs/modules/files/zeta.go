package main

import f "fmt"

func init() { f.Println("init zeta.go") }

func helper(n int) string { return f.Sprint("helper ", n) }
