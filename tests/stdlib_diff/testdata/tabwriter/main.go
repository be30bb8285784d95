// Compares package tabwriter with Go's.
package main

import (
	"bytes"
	"math/rand"
	"text/tabwriter"
	"x/diff"
	x "x/text/tabwriter"
)

func main() {
	parts := []string{"a", "bbb", "é", "\t", "\t", "\t", "\n", "\n", "\v", "\f", "long text", "<b>", "&amp;", "\xff", "\xff", "|"}
	for i := 0; i < 300000; i++ {
		f, mw, tw, pd := uint(rand.Intn(64)), rand.Intn(6), rand.Intn(9), rand.Intn(3)
		if rand.Intn(2) == 0 {
			f = 0
		}
		pc := " \t.0"[rand.Intn(4)]
		var b1, b2 bytes.Buffer
		w1 := x.NewWriter(&b1, mw, tw, pd, pc, f)
		w2 := tabwriter.NewWriter(&b2, mw, tw, pd, pc, f)
		all := ""
		for k := rand.Intn(4); k >= 0; k-- {
			s := ""
			for k := rand.Intn(12); k > 0; k-- {
				s += parts[rand.Intn(len(parts))]
			}
			all += s + "§"
			w1.Write([]byte(s))
			w2.Write([]byte(s))
			if b1.String() != b2.String() {
				all += "!"
				break
			}
			if rand.Intn(3) == 0 {
				w1.Flush()
				w2.Flush()
				all += "F"
			}
		}
		w1.Flush()
		w2.Flush()
		diff.Eq("Writer", b1.String(), b2.String(), all, mw, tw, pd, pc, f)
	}
	diff.Done()
}
