// Who started a goroutine, as its stack says: a timer, or a go statement.
package main

import (
	"fmt"
	"runtime/debug"
	"strings"
	"time"
)

func started(done chan bool) {
	for line := range strings.Lines(string(debug.Stack())) {
		if by, ok := strings.CutPrefix(line, "created by "); ok {
			by, _, _ = strings.Cut(by, " in goroutine")
			fmt.Println("by", strings.TrimSpace(by))
		}
	}
	done <- true
}

func main() {
	done := make(chan bool)
	go started(done)
	<-done
	time.AfterFunc(time.Millisecond, func() { started(done) })
	<-done
}
