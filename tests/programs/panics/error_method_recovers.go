// An Error method that panics and recovers on its own still describes the panic.
package main

type myErr struct{ s string }

func (e *myErr) Error() (s string) {
	defer func() {
		recover()
		s = "saved"
	}()
	if e == nil {
		panic("no error")
	}
	return e.s
}

func main() {
	var e *myErr
	panic(e)
}
