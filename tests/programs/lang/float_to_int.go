// Floats that do not fit the integer type, as amd64 converts them.
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, f := range []float64{1.9, -1.9, 300.7, -129, 2147483648, -2147483649, 4294967296.5, 1e15, 9.3e18, -9.3e18, 1.9e19, 1e300, math.Inf(1), math.Inf(-1), math.NaN()} {
		fmt.Println(f, int64(f), int32(f), int16(f), int8(f), uint64(f), uint32(f), uint16(f), uint8(f))
		g := float32(f)
		fmt.Println(g, int64(g), int32(g), int16(g), int8(g), uint64(g), uint32(g), uint16(g), uint8(g))
	}
}
