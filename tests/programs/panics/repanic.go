// Panicking again with the recovered value.
package main

func main() {
	defer func() {
		r := recover()
		panic(r)
	}()
	panic("first")
}
