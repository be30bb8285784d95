// What package runtime tells.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func main() {
	fmt.Println(runtime.NumGoroutine())
	c := make(chan bool)
	for range 3 {
		go func() { <-c }()
	}
	fmt.Println(runtime.NumGoroutine(), runtime.NumCPU() > 0, runtime.GOMAXPROCS(0) > 0, runtime.GOOS != "", runtime.GOARCH, runtime.Compiler)
	close(c)
	runtime.GC()
	_, file, line, ok := runtime.Caller(0)
	fmt.Println(file[strings.LastIndexByte(file, '/')+1:], line, ok)
	func() {
		pc, _, line, _ := runtime.Caller(1)
		fmt.Println(runtime.FuncForPC(pc).Name(), line)
	}()
	_, _, _, ok = runtime.Caller(100)
	fmt.Println(ok)
}
