package main

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start.UTC(), start)
		time.Sleep(24 * time.Hour)
		fmt.Println(time.Since(start), time.Now().UTC())
		t.Log("in bubble")
	})
}

func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const timeout = 5 * time.Second
		ctx, cancel := context.WithTimeout(t.Context(), timeout)
		defer cancel()
		time.Sleep(timeout - time.Nanosecond)
		synctest.Wait()
		if err := ctx.Err(); err != nil {
			t.Fatalf("before timeout, ctx.Err() = %v; want nil", err)
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if err := ctx.Err(); err != context.DeadlineExceeded {
			t.Fatalf("after timeout, ctx.Err() = %v; want DeadlineExceeded", err)
		}
	})
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := false
		go func() { done = true }()
		synctest.Wait()
		fmt.Println(done)
	})
}

func TestAfterFunc(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		called := false
		context.AfterFunc(ctx, func() { called = true })
		synctest.Wait()
		fmt.Println(called)
		cancel()
		synctest.Wait()
		fmt.Println(called)
	})
}

func TestTicker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for range 3 {
			fmt.Println((<-tick.C).UTC().Format(time.TimeOnly))
		}
		select {
		case <-tick.C:
		case at := <-time.After(100 * time.Millisecond):
			fmt.Println("after", at.UTC().Format(time.StampMilli))
		}
	})
}

func TestWaitGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		ready := 0
		for i := range 3 {
			wg.Go(func() {
				mu.Lock()
				ready++
				cond.Wait()
				mu.Unlock()
				time.Sleep(time.Duration(i) * time.Second)
				fmt.Println("worker", i, time.Now().Second())
			})
		}
		synctest.Wait()
		fmt.Println("ready", ready)
		cond.Broadcast()
		wg.Wait()
	})
}

func TestSleepWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		go func() {
			for range 3 {
				time.Sleep(time.Second)
				n++
			}
		}()
		synctest.Sleep(2 * time.Second)
		fmt.Println(n)
		synctest.Sleep(2 * time.Second)
	})
}

func TestFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Cleanup(func() { fmt.Println("cleanup at", time.Now().UTC().Second()) })
		time.Sleep(7 * time.Second)
		t.Error("oops")
	})
	t.Log("not reached")
}

func TestSkips(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Skip("skipped in bubble")
	})
}

func TestTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fired := make(chan string, 4)
		t1 := time.AfterFunc(time.Minute, func() { fired <- "one" })
		time.AfterFunc(0, func() { fired <- "zero" })
		fmt.Println(<-fired)
		fmt.Println(t1.Stop(), t1.Reset(time.Hour))
		fmt.Println(<-fired, time.Now().UTC().Format(time.TimeOnly))
		timer := time.NewTimer(0)
		fmt.Println((<-timer.C).UTC().Format(time.TimeOnly))
	})
}
