package main

import "fmt"

var first = say("aaa.go")

var last = first + main1 + zzz

func say(s string) int {
	fmt.Println(s)
	return len(s)
}
