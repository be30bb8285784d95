// Deadlines and their error.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	_, ok := ctx.Deadline()
	fmt.Println(ok, ctx.Err())
	<-ctx.Done()
	fmt.Println(ctx.Err(), ctx.Err() == context.DeadlineExceeded, errors.Is(ctx.Err(), context.DeadlineExceeded))
	short, cancel2 := context.WithTimeout(ctx, time.Hour)
	defer cancel2()
	fmt.Println(short.Err())
	past, cancel3 := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel3()
	fmt.Println(past.Err(), context.Cause(past))
}
