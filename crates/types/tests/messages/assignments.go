package main

import "io"

type point struct{ x, y int }

func two() (int, string) { return 1, "" }

func assign() {
	var a int
	a = "s"
	a, b := 1
	var c, d int = two()
	a = two()
	_ = nil
	point{}.x = 1
	m := map[string]point{}
	m["k"].x = 2
	const k = 1
	k = 2
}

func more() {
	var w io.Writer = point{}
	var p *point = point{}
	x := 1
	x := 2
	two() = 1, 2
	var f float32 = 1e100
	var u uint8 = 256
	var i int = 1.5
	_, _, _, _, _, _ = w, p, x, f, u, i
}
