// Promotion through structs, pointers and interfaces; shadowing by depth.
package main

import (
	"fmt"
	"strings"
)

type animal struct{ name string }

func (a animal) Name() string     { return a.name }
func (a *animal) Rename(n string) { a.name = n }
func (a animal) Sound() string    { return "..." }

type dog struct {
	animal
	age int
}

func (d dog) Sound() string { return d.animal.Sound() + "woof" }

type puppy struct {
	*dog
	fmt.Stringer
}

type loud interface{ Sound() string }

type logger struct{ loud }

func (l logger) Sound() string { return strings.ToUpper(l.loud.Sound()) }

func main() {
	d := dog{animal{"rex"}, 3}
	d.Rename("max")
	fmt.Println(d.Name(), d.name, d.animal.name, d.Sound())
	p := puppy{dog: &d}
	p.Rename("tiny")
	p.age++
	fmt.Println(p.Name(), d.Name(), d.age, p.Sound(), p.Stringer == nil)
	var l loud = logger{p}
	fmt.Println(l.Sound(), logger{d}.Sound())
	f := p.Name
	d.name = "later"
	fmt.Println(f(), p.Name())
	type both struct {
		dog
		x struct{ name int }
	}
	b := both{dog: d}
	b.x.name = 5
	fmt.Println(b.name, b.x.name)
	var _ loud = &d
	fmt.Printf("%+v\n", d)
}
