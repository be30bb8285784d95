// Causes, AfterFunc, WithoutCancel.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	child, stop := context.WithTimeout(ctx, time.Hour)
	defer stop()
	done := make(chan string)
	unregister := context.AfterFunc(child, func() { done <- "after func" })
	never := context.AfterFunc(child, func() { panic("stopped before") })
	fmt.Println(never(), never())
	cancel(errors.New("the reason"))
	fmt.Println(<-done, unregister())
	fmt.Println(ctx.Err(), context.Cause(ctx), context.Cause(child), child.Err())
	free := context.WithoutCancel(ctx)
	fmt.Println(free.Err(), free.Done() == nil)
	tc, stop2 := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	defer stop2()
	<-tc.Done()
	fmt.Println(tc.Err(), context.Cause(tc))
}
