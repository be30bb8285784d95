// A module of two packages, with tests from inside and outside.
package main

import "example.com/m/sub"

type tagged struct {
	A int `json:"a"`
	B int `json:"a"`
}

func main() {
	x := 1
	x = x
	sub.Logf("%d", "x")
	_ = sub.S{1}
	var l sub.Logger = sub.New()
	l.Infof("%d", "x")
}
