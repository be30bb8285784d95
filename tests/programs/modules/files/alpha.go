package main

import "fmt"

var b = note("alpha.go b") + a

func init() { fmt.Println("init alpha.go") }

func note(s string) string {
	fmt.Println("note", s)
	return s
}
