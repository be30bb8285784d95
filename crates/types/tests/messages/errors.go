package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

type MyErr struct{ code int }

func (e *MyErr) Error() string { return fmt.Sprint(e.code) }

func do() error { return MyErr{1} }

func open() (*os.File, error) {
	f, err := os.Open("x")
	if err != nil {
		return err
	}
	return f
}

func main() {
	n := strconv.Atoi("1")
	n, err := strconv.Atoi(1)
	var me MyErr
	if errors.As(err, me) {
	}
	if err == "x" {
	}
	if err := do(); err {
	}
	err.Code()
	errors.New("a", "b")
	panic("a", "b")
	return err
}
