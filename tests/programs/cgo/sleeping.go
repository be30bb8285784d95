// A goroutine that sleeps in C stands in a system call; others go on meanwhile.
package main

// #include <unistd.h>
import "C"

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

func main() {
	start := time.Now()
	fmt.Println(C.usleep(2000), C.usleep(0), C.sleep(0))
	fmt.Println(time.Since(start) >= 2*time.Millisecond)
	done := make(chan string)
	go func() {
		C.usleep(60_000)
		done <- "slow"
	}()
	go func() {
		C.usleep(20_000)
		done <- "fast"
	}()
	time.Sleep(5 * time.Millisecond)
	buf := make([]byte, 1<<16)
	dump := string(buf[:runtime.Stack(buf, true)])
	fmt.Println(strings.Count(dump, " [syscall]:"), strings.Count(dump, " [running]:"))
	fmt.Println(<-done, <-done)
	start = time.Now()
	n := C.sleep(1)
	fmt.Println(n, time.Since(start) >= time.Second)
}
