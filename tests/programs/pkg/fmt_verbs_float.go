// Floating point verbs.
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, f := range []float64{0, 1, -1.5, 3.14159265, 1e6, 1e21, 1e-7, 123456789, math.Inf(1), math.NaN()} {
		fmt.Printf("%v|%g|%f|%.2f|%e|%E|%G|%8.3f|%-8.1f|%+.1f|%08.2f|%6.0f|%x\n", f, f, f, f, f, f, f, f, f, f, f, f, f)
	}
	fmt.Printf("%v %v %g %.3g %#g %#v %#v\n", float32(0.1), float32(16777216), float32(1e10), 1234.5678, 1.0, 1.0, float32(2.5))
	fmt.Printf("%v %.1f %+v %8.2f\n", 1+2i, 1.25-3.75i, complex64(1i), 1i)
	fmt.Printf("%5t|%-7t|%v|%q\n", true, false, true, 'x')
	fmt.Printf("%3c|%-3c|%03d|%+q|%#q|%x\n", 'é', 'z', 7, "é", "a`b", 3.5)
}
