// Dates: building, adding, comparing, fields.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 28, 23, 59, 58, 123456789, time.UTC)
	fmt.Println(t)
	fmt.Println(t.Add(3 * time.Second))
	fmt.Println(t.AddDate(0, 0, 2), t.AddDate(1, 1, 1))
	y, m, d := t.Date()
	fmt.Println(y, m, d, t.Weekday(), t.YearDay(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond())
	u := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	fmt.Println(u.Sub(t), t.Before(u), t.After(u), t.Equal(t.Add(0)), u.Compare(t))
	fmt.Println(t.Unix(), t.UnixMilli(), t.UnixNano(), time.Unix(1700000000, 5).UTC())
	fmt.Println(t.Truncate(time.Hour), t.Round(time.Hour))
	var z time.Time
	fmt.Println(z, z.IsZero(), t.IsZero())
	fmt.Println(time.Date(2023, 14, -3, 25, 61, 0, 0, time.UTC))
}
