// fmt finds String, Error, GoString and Format methods.
package main

import (
	"fmt"
)

type color int

const (
	red color = iota
	green
)

func (c color) String() string { return [...]string{"red", "green"}[c] }

type point struct{ X, Y int }

func (p *point) String() string { return fmt.Sprintf("<%d,%d>", p.X, p.Y) }

type gs struct{ a int }

func (g gs) GoString() string { return "gs!" }

type fm struct{}

func (fm) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "[%c %d %v %d %v %v%v%v]", verb, w, wok, p, pok, s.Flag('+'), s.Flag('-'), s.Flag('#'))
}

type bad struct{}

func (bad) String() string { panic("no string") }

type errStr struct{}

func (errStr) Error() string  { return "as error" }
func (errStr) String() string { return "as string" }

func main() {
	fmt.Println(red, green, []color{green, red}, map[color]color{red: green})
	fmt.Printf("%v %d %s %q %x %+v %T\n", green, green, green, green, green, green, green)
	p := point{1, 2}
	fmt.Println(p, &p, []*point{&p}[0])
	fmt.Printf("%v %s %+v %#v\n", &p, &p, p, p)
	fmt.Printf("%v %#v %#v\n", gs{1}, gs{1}, []gs{{2}})
	fmt.Printf("%v|%+8.3x|%-#d\n", fm{}, fm{}, fm{})
	fmt.Printf("%v %s\n", bad{}, bad{})
	fmt.Println(errStr{}, (*point)(nil) == nil)
	var np *point
	fmt.Printf("%v %+v\n", np, []error{errStr{}, nil})
}
