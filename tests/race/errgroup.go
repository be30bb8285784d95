// NO RACE
// Each its own element; Wait comes after all.
// Real Go's detector does not tell: the package is not part of its library.

package main

import "golang.org/x/sync/errgroup"

func main() {
	var g errgroup.Group
	out := make([]int, 3)
	for i := range out {
		g.Go(func() error {
			out[i] = i
			return nil
		})
	}
	if g.Wait() == nil {
		println(out[2])
	}
}
