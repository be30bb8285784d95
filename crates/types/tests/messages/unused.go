package main

import (
	"errors"
	f "fmt"
	_ "io"
	"os"
)

func main() {
	a := 1
	var b, c int
	c = 2
	for i := range 3 {
	}
	switch v := any(a).(type) {
	case int:
	}
	func() {
		d := 1
	}()
	if e := os.Args; true {
	}
	b := 3
	a == 1
	f.Sprint
}
