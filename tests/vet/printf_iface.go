// Interfaces and variables of functions that print.
package main

import "fmt"

type none interface {
	Logf(format string, args ...any)
}

type Impl struct{}

func (Impl) Warnf(format string, args ...any) { fmt.Printf(format, args...) }
func (Impl) Otherf(format string, args ...any) {}

type has interface {
	Warnf(format string, args ...any)
}

type asgn interface{ Otherf(format string, args ...any) }

type Late struct{}

func (Late) Latef(format string, args ...any) { late.Latef(format, args...) }

type lateI interface{ Latef(format string, args ...any) }

var late lateI

var logger func(format string, args ...any)
var assigned func(format string, args ...any)
var table = struct{ f func(format string, args ...any) }{}

func init() {
	assigned = func(format string, args ...any) { fmt.Printf(format, args...) }
	table.f = func(format string, args ...any) { fmt.Printf(format, args...) }
}

var viaName = fmt.Printf
var declared func(string, ...any) = func(f string, a ...any) { fmt.Printf(f, a...) }

func param(f func(string, ...any)) {
	f("%d", "x")
}

func usesParam(f func(string, ...any)) func(string, ...any) {
	return func(s string, a ...any) { f(s, a...) }
}

func Outer(n none, format string, args ...any) { n.Logf(format, args...) }

func main() {
	var n none
	var h has = Impl{}
	var a asgn = Impl{}
	n.Logf("%d", "x")
	h.Warnf("%d", "x")
	a.Otherf("%d", "x")
	late.Latef("%d", "x")
	logger("%d", "x")
	assigned("%d", "x")
	table.f("%d", "x")
	viaName("%d", "x")
	declared("%d", "x")
	Outer(n, "%d", "x")
	l := func(args ...any) { fmt.Println(args...) }
	l("%d")
	var m func(string, ...any)
	m = func(format string, args ...any) { l(args...); fmt.Printf(format, args...) }
	m("%d", "x")
	o := func(format string, args ...any) { m(format, args...) }
	o("%d", "x")
	p := l
	p("%d")
	param(m)
	q := func(format string, args ...any) func() { return func() { fmt.Printf(format, args...) } }
	q("%d", "x")()
}
