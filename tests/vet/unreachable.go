// Code that no path leads to.
package main

import (
	"log"
	"os"
	"runtime"
)

func afterReturn() int {
	return 1
	println()
	panic(1)
}

func afterPanic() {
	panic("x")
	println()
}

func afterLoop() {
	for {
	}
	println()
}

func afterBreak(b bool) {
	for {
		break
		println()
	}
	for {
		continue
		println()
	}
}

func both(b bool) {
	if b {
		return
	} else {
		return
	}
	println()
}

func bothOnce(b bool) {
	if b {
		return
	} else if !b {
		return
	}
	println()
}

func sw(n int) {
	switch n {
	case 1:
		return
	default:
		return
	}
	println()
}

func swBreak(n int) {
	switch n {
	case 1:
		break
	default:
		return
	}
	println()
}

func swNoDefault(n int) {
	switch n {
	case 1:
		return
		println()
	}
	println()
}

func sel(a chan int) {
	select {
	case <-a:
		return
	}
	println()
}

func selNone() {
	select {}
	println()
}

func selBreak(a chan int) {
	select {
	case <-a:
		break
	}
	println()
}

func gotos() {
	goto L
	println()
L:
	println()
	goto M
M:
}

func labelUsed(n int) {
	if n > 0 {
		goto L
	}
	return
L:
	println()
	return
	println()
}

func lit() {
	f := func() {
		return
		println()
	}
	f()
}

func block() {
	{
		return
	}
	println()
	{
		println()
	}
}

func labeled() {
L:
	for {
		for {
			break L
			println()
		}
		println()
	}
	println()
}

func labeledContinue() {
L:
	for {
		for {
			continue L
		}
		println()
	}
	println()
}

func exits() {
	os.Exit(1)
	println()
}

func fatal() {
	log.Fatal("x")
	println()
}

func goexit() {
	runtime.Goexit()
	println()
}

func condLoop(b bool) {
	for b {
	}
	println()
	for true {
	}
	println()
}

func rangeLoop(l []int) {
	for range l {
		return
		println()
	}
	println()
}

func emptyAfter() {
	return
	;
}

func declAfter() {
	return
	var x int
	_ = x
}

func constAfter() {
	return
	const x = 1
	type T int
}

func labelAfter() {
	return
L:
	println()
	goto L
}

func ts(x any) {
	switch x.(type) {
	case int:
		return
	default:
		panic("x")
	}
	println()
}

func fall(n int) {
	switch n {
	case 1:
		fallthrough
	case 2:
		return
	default:
		return
	}
	println()
}

func shadow() {
	panic := func(string) {}
	panic("x")
	println()
}

func parens() {
	(panic("x"))
	println()
}

func blockAfter() {
	return
	{
		println()
	}
}

func loopAfter() {
	return
	for {
		println()
	}
}

func ifAfter(b bool) {
	return
	if b {
		println()
	}
}

func switchLabelBreak(n int) {
L:
	switch n {
	default:
		for {
			break L
		}
	}
	println()
}

func deadInDead() {
	return
	for {
		break
		println()
	}
	return
	println()
}

func swBody(n int) {
	return
	switch n {
	case 1:
		println()
	}
	println()
}

func main() {}
