// Compares packages path, filepath and log with Go's.
package main

import (
	"bytes"
	"fmt"
	"log"
	"math/rand"
	"path"
	"path/filepath"
	"x/diff"
	xl "x/log"
	x "x/path"
	xf "x/path/filepath"
)

type logger interface {
	Print(...any)
	Println(...any)
	Printf(string, ...any)
	Panicf(string, ...any)
	Output(int, string) error
}

func main() {
	parts := []string{"a", "/", "..", ".", "b.c", "//", "é", "/..", "/."}
	pp := []string{"a", "*", "?", "[", "]", "-", "^", "\\", "b", "é", "/", "\x80", "c", "[a-c]", "[^b]"}
	np := []string{"a", "b", "c", "é", "/", "\x80", "]", "-"}
	gen := func(p []string, n int) string {
		s := ""
		for k := rand.Intn(n); k > 0; k-- {
			s += p[rand.Intn(len(p))]
		}
		return s
	}
	for i := 0; i < 500000; i++ {
		s, t := gen(parts, 7), gen(parts, 5)
		diff.Eq("Clean", x.Clean(s), path.Clean(s), s)
		diff.Eq("Base", x.Base(s), path.Base(s), s)
		diff.Eq("Dir", x.Dir(s), path.Dir(s), s)
		diff.Eq("Ext", x.Ext(s), path.Ext(s), s)
		diff.Eq("Join", x.Join(s, t, s), path.Join(s, t, s), s, t)
		diff.Eq("fDir", xf.Dir(s), filepath.Dir(s), s)
		diff.Eq("IsLocal", xf.IsLocal(s), filepath.IsLocal(s), s)
		a, e := xf.Rel(s, t)
		b, e2 := filepath.Rel(s, t)
		diff.Eq("Rel", fmt.Sprint(a, e), fmt.Sprint(b, e2), s, t)
		p, n := gen(pp, 7), gen(np, 5)
		m1, e1 := x.Match(p, n)
		m2, e2 := path.Match(p, n)
		diff.Eq("Match", fmt.Sprint(m1, e1), fmt.Sprint(m2, e2), p, n)
	}
	for _, f := range []int{0, 3, 3 | log.Lshortfile, log.Lshortfile | log.Lmsgprefix, log.Llongfile, log.LUTC | log.LstdFlags, 16 + 64} {
		var b1, b2 bytes.Buffer
		l1, l2 := xl.New(&b1, "pre: ", f), log.New(&b2, "pre: ", f)
		// One place for both, since they may show their callers.
		for _, l := range []logger{l1, l2} {
			l.Println("a", 1, nil)
			l.Printf("x%d\n", 5)
			l.Print("q")
			l.Output(1, "")
			func() {
				defer func() { recover() }()
				l.Panicf("p%d", 1)
			}()
		}
		diff.Eq("log", b1.String(), b2.String(), f)
		b1.Reset()
		b2.Reset()
		xl.SetOutput(&b1)
		xl.SetFlags(f)
		log.SetOutput(&b2)
		log.SetFlags(f)
		for _, println := range []func(...any){xl.Println, log.Println} {
			println("hi")
		}
		diff.Eq("std", b1.String(), b2.String(), f)
	}
	diff.Done()
}
