// Common divisors and their factors for all signs.
package main

import (
	"fmt"
	"math/big"
)

func main() {
	for a := int64(-12); a < 13; a++ {
		for b := int64(-12); b < 13; b++ {
			x, y := new(big.Int), new(big.Int)
			g := new(big.Int).GCD(x, y, big.NewInt(a), big.NewInt(b))
			fmt.Println(a, b, g, x, y)
			y2 := new(big.Int)
			new(big.Int).GCD(nil, y2, big.NewInt(a), big.NewInt(b))
			x2 := new(big.Int)
			new(big.Int).GCD(x2, nil, big.NewInt(a), big.NewInt(b))
			fmt.Println(a, b, x2, y2)
		}
	}
}
