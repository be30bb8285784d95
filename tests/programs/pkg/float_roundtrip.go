// The shortest decimal that reads back, for awkward numbers.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, f := range []float64{0.1, 0.3, 2.0 / 3, 1e23, 5e-324, 2.2250738585072011e-308, 9007199254740993, 4.35, 0.000001, 0.0000001, 100000000000000000000, 1e20, 123456.7, 1.7976931348623157e308, 8.41e21, 2.5e-8, 4503599627370497.5} {
		s := strconv.FormatFloat(f, 'g', -1, 64)
		g, _ := strconv.ParseFloat(s, 64)
		fmt.Println(s, g == f, f, float32(f), strconv.FormatFloat(f, 'f', 3, 64), strconv.FormatFloat(f, 'e', 5, 64))
	}
}
