package main

import "math"

const (
	a = iota
	b
	c = "x"
	d
	e, f = iota, iota
	g
)

const big = 1 << 62
const huge = big * big
const over int32 = 1 << 31
const neg uint = -1
const third = 1 / 3
const fl = 1 / 3.0

var i8 int8 = 128
var u8 = uint8(256)
var f32 float32 = 1e40
var shift = 1 << 64
var x = 1.5 << 2
var idx = [3]int{}[3]
var s = "abc"[5]
var div = 10 / (5 - 5)
var m = math.MaxUint64
var conv = int(3.7)
var str = string(1.5)
var t = iota

func main() {}
