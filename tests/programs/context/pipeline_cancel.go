// A generator that stops when told to.
package main

import (
	"context"
	"fmt"
)

func main() {
	gen := func(ctx context.Context) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for i := 0; ; i++ {
				select {
				case out <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
	ctx, cancel := context.WithCancel(context.Background())
	c := gen(ctx)
	sum := 0
	for v := range c {
		sum += v
		if v == 10 {
			break
		}
	}
	cancel()
	for range c {
	}
	fmt.Println(sum)
}
