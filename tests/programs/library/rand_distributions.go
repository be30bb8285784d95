// The distributions of math/rand draw on tables of layers: every layer must be Go's own.
package main

import (
	"fmt"
	"math/rand"
	v2 "math/rand/v2"
)

func main() {
	old := rand.New(rand.NewSource(7))
	young := v2.New(v2.NewPCG(1, 2))
	sums := [4]float64{}
	for i := range 3000 {
		draws := [4]float64{old.NormFloat64(), old.ExpFloat64(), young.NormFloat64(), young.ExpFloat64()}
		for k, d := range draws {
			sums[k] += d
		}
		if i%300 == 0 {
			fmt.Println(i, draws)
		}
	}
	fmt.Println(sums)
}
