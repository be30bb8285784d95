// A nil pointer in an interface, and a method that needs a value: gc knows the type if all that is
// assigned to the variable is of it, and then calls the method itself instead of a wrapper.
package main

import "fmt"

type speaker interface{ Speak() string }

type dog struct{ name string }

func (d dog) Speak() string { return d.name }

//go:noinline
func speak(s speaker) string { return s.Speak() }

func main() {
	for _, f := range []func(){
		func() {
			var d *dog
			var s speaker = d
			fmt.Println(s != nil, s.Speak())
		},
		func() {
			var s speaker
			var d *dog
			s = d
			fmt.Println(s.Speak())
		},
		func() {
			var s speaker = dog{"rex"}
			fmt.Println(s.Speak())
			s = (*dog)(nil)
			fmt.Println(s.Speak())
		},
		func() { speak((*dog)(nil)) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
