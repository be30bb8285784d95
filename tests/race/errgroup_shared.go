// RACE sum
// All the same variable.
// Real Go's detector does not tell: the package is not part of its library.

package main

import "golang.org/x/sync/errgroup"

func main() {
	var g errgroup.Group
	sum := 0
	for i := range 3 {
		g.Go(func() error {
			sum += i
			return nil
		})
	}
	_ = g.Wait()
}
