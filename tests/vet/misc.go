// Appends of nothing, and dates in an order that nobody uses.
package main

import "time"

const layout = "2006-02-01 15"

func wrong(s []int, t time.Time) {
	_ = append(s)
	s = append(s)
	_ = t.Format("2006-02-01")
	_ = t.Format("x 2006-02-01")
	_ = t.Format(layout)
	time.Parse("2006-02-01", "x")
	time.Parse(`at 2006-02-01`, "x")
	_ = t.UTC().Format("\t2006-02-01")
	time.Parse("2006-"+"02-01", "x")
}

func two() ([]int, int) { return nil, 0 }

func right(s []int, t time.Time) {
	_ = append(s, s...)
	_ = append(s, 1)
	_ = t.Format("2006-01-02")
	_ = t.AppendFormat(nil, "2006-02-01")
	l := "2006-02-01"
	_ = t.Format(l)
}

func main() {}
