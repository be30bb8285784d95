// Durations: constants, printing, rounding, parsing.
package main

import (
	"fmt"
	"math"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 1500, 2 * time.Millisecond, 1500 * time.Millisecond, time.Minute, 90 * time.Minute, 26*time.Hour + 3*time.Second + 4*time.Millisecond, -5 * time.Second, math.MaxInt64, math.MinInt64} {
		fmt.Println(d, d.Seconds(), int64(d))
	}
	d := 3*time.Hour + 25*time.Minute + 45*time.Second + 500*time.Millisecond
	fmt.Println(d.Hours(), d.Minutes(), d.Milliseconds(), d.Microseconds(), d.Nanoseconds())
	fmt.Println(d.Round(time.Minute), d.Truncate(time.Hour), d.Round(7*time.Second), (-d).Abs())
	for _, s := range []string{"1h30m", "1.5s", "-2ms", "300us", "1µs", "0", "1d", "", "5", "1h-2m", ".5m"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	fmt.Printf("%v %d %s %T %.2f\n", d, d, d, d, d.Hours())
	fmt.Println(2*time.Second/4, time.Second/time.Millisecond, d%time.Minute)
}
