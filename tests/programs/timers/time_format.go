// Formatting and parsing times.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2009, time.November, 10, 23, 4, 5, 67000000, time.UTC)
	for _, l := range []string{time.RFC3339, time.RFC3339Nano, time.Kitchen, time.ANSIC, time.RFC1123, time.DateTime, time.DateOnly, "Jan _2 06 03:04PM .000", "Monday 002 15h", "2006-01-02T15:04:05.999Z07:00"} {
		fmt.Println(t.Format(l))
	}
	p, err := time.Parse(time.RFC3339, "2024-05-06T07:08:09Z")
	fmt.Println(p, err)
	p, err = time.Parse(time.DateOnly, "2024-13-01")
	fmt.Println(p.IsZero(), err)
	p, err = time.Parse("2 Jan 2006 15:04", "7 Aug 2020 09:30")
	fmt.Println(p, err)
	fmt.Println(time.March, time.Saturday, time.Month(13), t.Month() == 11)
}
