// What stacks and runtime.Caller name where line comments move places.
package main

import (
	"fmt"
	"runtime"
)

//line /gen/parser.y:100
func f(p *int) {
	_, file, line, _ := runtime.Caller(0)
	fmt.Println(file, line)
	g(p)
}

//line /gen/lexer.l:7
func g(p *int) {
	fmt.Println(*p)
}

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				panic(fmt.Sprint("again ", p))
			}
		}()
		f(nil)
	}()
	<-done
}
