// Complex arithmetic drawn in characters.
package main

import (
	"fmt"
)

func main() {
	for y := 1.0; y >= -1; y -= 0.25 {
		for x := -2.0; x <= 0.5; x += 0.0625 {
			c, z := complex(x, y), complex(0, 0)
			n := 0
			for ; n < 50 && real(z)*real(z)+imag(z)*imag(z) < 4; n++ {
				z = z*z + c
			}
			fmt.Print(string(" .:-=+*#%@"[min(n/5, 9)]))
		}
		fmt.Println()
	}
}
