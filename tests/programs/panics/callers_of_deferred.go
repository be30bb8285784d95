package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type T struct{ x int }

func show() {
	recover()
	var pcs [20]uintptr
	n := runtime.Callers(1, pcs[:])
	frames := runtime.CallersFrames(pcs[:n])
	for {
		f, more := frames.Next()
		fmt.Print(f.Function)
		if len(f.Function) > 4 && f.Function[:4] == "main" {
			fmt.Print(":", f.Line)
		}
		if !more {
			break
		}
		fmt.Print(" ")
	}
	fmt.Println()
}

func nilp(t *T) { defer show(); t.x = 1 }
func pan()      { defer show(); panic("x") }
func ret()      { defer show() }
func gox()      { defer show(); runtime.Goexit() }

func main() {
	nilp(nil)
	pan()
	ret()
	c := make(chan int)
	go func() { defer close(c); gox() }()
	<-c
	f := runtime.FuncForPC(reflect.ValueOf(pan).Pointer())
	pc, _, _, _ := runtime.Caller(0)
	fmt.Println(f.Name(), f == runtime.FuncForPC(f.Entry()), runtime.FuncForPC(pc).Name())
	_, line := f.FileLine(f.Entry())
	fmt.Println(line)
}
