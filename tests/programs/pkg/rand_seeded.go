// Seeded sources give Go's own sequence.
package main

import (
	"fmt"
	"math/rand"
)

func main() {
	r := rand.New(rand.NewSource(1))
	fmt.Println(r.Intn(100), r.Intn(100), r.Intn(100), r.Int63(), r.Uint32(), r.Float64())
	fmt.Println(r.Perm(8), r.Int31n(1000), r.Int63n(1e12), r.NormFloat64(), r.ExpFloat64())
	s := []int{1, 2, 3, 4, 5}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s)
	r2 := rand.New(rand.NewSource(42))
	r2.Seed(1)
	fmt.Println(r2.Intn(100), r2.Intn(1<<40))
	for range 100 {
		if n := rand.Intn(6); n < 0 || n > 5 {
			panic(n)
		}
		if f := rand.Float64(); f < 0 || f >= 1 {
			panic(f)
		}
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		rand.Intn(0)
	}()
}
