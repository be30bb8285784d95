// First error wins and cancels the others.
package main

import (
	"context"
	"fmt"
	"sync"
)

type group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelFunc
}

func (g *group) do(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err; g.cancel() })
		}
	}()
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	g := &group{cancel: cancel}
	for i := range 5 {
		g.do(func() error {
			if i == 3 {
				return fmt.Errorf("task %d failed", i)
			}
			<-ctx.Done()
			return nil
		})
	}
	g.wg.Wait()
	fmt.Println(g.err, ctx.Err())
}
