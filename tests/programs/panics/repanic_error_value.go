// An error recovered and panicked again is described once, by its method.
package main

type myErr struct{ s string }

func (e myErr) Error() string { return e.s }

func main() {
	defer func() {
		r := recover()
		println("again")
		panic(r)
	}()
	panic(myErr{"custom"})
}
