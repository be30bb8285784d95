// An error whose Error method has a pointer receiver.
package main

import (
	"strconv"
)

type myErr struct{ code int }

func (e *myErr) Error() string { return "code " + strconv.Itoa(e.code) }

func main() {
	var err error = &myErr{7}
	panic(err)
}
