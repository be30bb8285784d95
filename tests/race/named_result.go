// RACE err
// A result that a goroutine sets after the return.

package main

import (
	"errors"
	"runtime"
)

func work() (err error) {
	go func() { err = errors.New("late") }()
	runtime.Gosched()
	return err
}

func main() {
	if err := work(); err != nil {
		println(err.Error())
	}
}
