// Cancel functions that are not called on every path.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"
)

var bg = context.Background()

func dropped() {
	ctx, _ := context.WithCancel(bg)
	_, _ = context.WithTimeout(bg, time.Second)
	var c, _ = context.WithDeadline(bg, time.Now())
	ctx, _ = context.WithCancelCause(bg)
	_, _ = ctx, c
	_, _ = context.WithTimeoutCause(bg, 1, nil)
	_, _ = context.WithDeadlineCause(bg, time.Now(), nil)
}

func unused() {
	ctx, cancel := context.WithCancel(bg)
	_ = ctx
	_ = cancel
}

func onePath(b bool) {
	ctx, cancel := context.WithCancel(bg)
	if b {
		return
	}
	cancel()
	_ = ctx
}

func onePathValue(b bool) error {
	ctx, cancel := context.WithTimeout(bg, 1)
	if b {
		return errors.New("x")
	}
	defer cancel()
	_ = ctx
	return nil
}

func fallsOff(b bool) {
	ctx, cancel := context.WithCancel(bg)
	if b {
		cancel()
	}
	_ = ctx
}

func loop(n int) {
	for i := 0; i < n; i++ {
		ctx, cancel := context.WithCancel(bg)
		if i > 3 {
			continue
		}
		cancel()
		_ = ctx
	}
}

func switches(n int) {
	_, cancel := context.WithCancel(bg)
	switch n {
	case 1:
		cancel()
	case 2:
		return
	default:
		cancel()
	}
}

func noDefault(n int) {
	_, cancel := context.WithCancel(bg)
	switch n {
	case 1:
		cancel()
	}
}

func selects(a, b chan int) {
	_, cancel := context.WithCancel(bg)
	select {
	case <-a:
		cancel()
	case <-b:
	}
}

func gotos(b bool) {
	_, cancel := context.WithCancel(bg)
	if b {
		goto out
	}
	cancel()
out:
}

func reassigned() {
	_, cancel := context.WithCancel(bg)
	_, cancel = context.WithCancel(bg)
	cancel()
}

func varDecl(b bool) {
	var ctx, cancel = context.WithCancel(bg)
	if b {
		return
	}
	cancel()
	_ = ctx
}

func assigned(b bool) {
	var ctx context.Context
	var cancel context.CancelFunc
	ctx, cancel = context.WithCancel(bg)
	if b {
		return
	}
	cancel()
	_ = ctx
}

func literal(b bool) {
	_ = func() {
		_, cancel := context.WithCancel(bg)
		if b {
			return
		}
		cancel()
	}
}

func named() (ctx context.Context, cancel func()) {
	ctx, cancel = context.WithCancel(bg)
	return
}

func namedExplicit() (cancel func()) {
	_, cancel = context.WithCancel(bg)
	return nil
}

func namedShort(b bool) (cancel context.CancelFunc) {
	_, cancel = context.WithCancel(bg)
	if b {
		return
	}
	return cancel
}

func deferred() {
	ctx, cancel := context.WithCancel(bg)
	defer cancel()
	_ = ctx
}

func returned() (context.Context, func()) {
	ctx, cancel := context.WithCancel(bg)
	return ctx, cancel
}

func direct() (context.Context, func()) { return context.WithCancel(bg) }

func captured() {
	ctx, cancel := context.WithCancel(bg)
	go func() { cancel() }()
	_ = ctx
}

func panics(b bool) {
	_, cancel := context.WithCancel(bg)
	if b {
		panic("x")
	}
	cancel()
}

func exits(b, c, d bool) {
	_, cancel := context.WithCancel(bg)
	if b {
		os.Exit(1)
	}
	if c {
		log.Fatal("x")
	}
	if d {
		log.Fatalf("x")
	}
	cancel()
}

func die() { panic("always") }

func callsDie(b bool) {
	_, cancel := context.WithCancel(bg)
	if b {
		die()
	}
	cancel()
}

func forever() {
	_, cancel := context.WithCancel(bg)
	for {
	}
	cancel()
}

func infiniteWithBreak(b bool) {
	_, cancel := context.WithCancel(bg)
	for {
		if b {
			break
		}
		cancel()
	}
}

func ranges(l []int) {
	_, cancel := context.WithCancel(bg)
	for range l {
		cancel()
	}
}

type S struct{ cancel func() }

var global context.CancelFunc

func stored(s *S) {
	_, s.cancel = context.WithCancel(bg)
	_, global = context.WithCancel(bg)
	ctx, cancel := context.WithCancel(bg)
	s.cancel = cancel
	_ = ctx
}

func outer() {
	var cancel func()
	func() {
		_, cancel = context.WithCancel(bg)
	}()
	cancel()
}

func labeled(b bool) {
	_, cancel := context.WithCancel(bg)
L:
	for {
		for {
			if b {
				break L
			}
			continue L
		}
	}
	fmt.Println()
	return
	cancel()
}

func shortCircuit(b bool) bool {
	_, cancel := context.WithCancel(bg)
	return b && f(cancel)
}

func f(func()) bool { return true }

func ifInit(b bool) {
	if _, cancel := context.WithCancel(bg); b {
		cancel()
	}
}

func typeSwitch(x any) {
	_, cancel := context.WithCancel(bg)
	switch x.(type) {
	case int:
		cancel()
	case string:
		return
	}
	cancel()
}

func fall(n int) {
	_, cancel := context.WithCancel(bg)
	switch n {
	case 1:
		fallthrough
	case 2:
		cancel()
	default:
		cancel()
	}
}

func other(b bool) {
	ctx, stop := context.WithCancel(bg)
	if b {
		return
	}
	stop()
	_ = ctx
}

type T struct{}

func (T) fail() { log.Fatalln() }

func noReturns(b int, t T) {
	_, stop := context.WithCancel(bg)
	switch b {
	case 1:
		t.fail()
	case 2:
		rec1(1)
	case 3:
		select {}
	case 4:
		for {
		}
	case 5:
		func() { panic(1) }()
	case 6:
		genDie(1)
	case 7:
		maybe(true)
	default:
		stop()
	}
}

func rec1(n int) { rec2(n) }
func rec2(n int) { rec1(n) }
func genDie[T any](t T) { panic(t) }
func maybe(b bool) {
	if b {
		panic(1)
	}
}

func rec(b bool) {
	_, stop := context.WithCancel(bg)
	defer func() { recover() }()
	if b {
		panic(1)
	}
	stop()
}

func twoReturns(b, c bool) int {
	_, stop := context.WithCancel(bg)
	if b {
		if c {
			return 1
		}
		return 2
	}
	stop()
	return 3
}

func elseFirst(b, c bool) int {
	_, stop := context.WithCancel(bg)
	if b {
		stop()
	} else if c {
		return 1
	} else {
		return 2
	}
	for i := 0; i < 3; i++ {
		if i == 2 {
			return 3
		}
	}
	return 4
}

func loops2(l []int) int {
	_, stop := context.WithCancel(bg)
	for _, x := range l {
		if x == 1 {
			return 1
		}
		stop()
	}
	return 2
}

func condUse(b bool) {
	_, stop := context.WithCancel(bg)
	if b && stop == nil {
		return
	}
}

func inSwitch(n int) {
	switch _, stop := context.WithCancel(bg); n {
	case 1:
		stop()
	}
}

func inCase(n int, x any) {
	switch n {
	case 1:
		_, stop := context.WithCancel(bg)
		if n > 2 {
			break
		}
		stop()
	}
	println()
}

func main() {}
