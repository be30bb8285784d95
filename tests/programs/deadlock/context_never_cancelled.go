// Waiting for a context that nobody cancels.
package main

import (
	"context"
	"fmt"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	fmt.Println(ctx.Err())
	<-ctx.Done()
}
