package main

import "fmt"

var calls int

func f() uint8 { calls++; fmt.Println("f", calls); return 3 }

// An operand in parentheses is evaluated once, when the statement is.
func main() {
	p := new(uint8)
	defer func(x uint8) { fmt.Println("deferred", x) }((*p | f()))
	*p = 4
	done := make(chan bool)
	go func(x uint8, y any) { fmt.Println("go", x, y); close(done) }(((*p | f())), (f()))
	<-done
	*p = 8
}
