package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func sum(a ...int) (s int) {
	for _, x := range a {
		s += x
	}
	return
}

func TestSum(t *testing.T) {
	tests := []struct {
		name string
		in   []int
		want int
	}{
		{"empty", nil, 0},
		{"one two", []int{1, 2}, 3},
		{"one two", []int{1, 2}, 4},
		{"", []int{5}, 5},
		{"", []int{5}, 5},
		{"a/b", []int{5}, 5},
		{"tab\tx\x01é", nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := sum(tt.in...); got != tt.want {
				t.Errorf("sum(%v) = %d, want %d", tt.in, got, tt.want)
			}
		})
	}
}

func check(t *testing.T, ok bool) {
	t.Helper()
	if !ok {
		t.Error("check failed\nsecond line")
	}
}

func nested(t testing.TB, ok bool) {
	t.Helper()
	check(t.(*testing.T), ok)
}

func TestHelper(t *testing.T) {
	check(t, true)
	check(t, false)
	nested(t, false)
	t.Run("sub", func(t *testing.T) {
		t.Helper()
		check(t, false)
	})
}

func TestParallel(t *testing.T) {
	for _, n := range []string{"a", "b", "c"} {
		t.Run(n, func(t *testing.T) {
			t.Parallel()
			t.Log("in", n)
		})
	}
	t.Log("registered")
}

func TestPar1(t *testing.T) { t.Parallel(); t.Log("one") }
func TestPar2(t *testing.T) { t.Parallel(); t.Log("two") }

func TestCleanup(t *testing.T) {
	ctx := t.Context()
	t.Cleanup(func() { fmt.Println("first, ctx:", ctx.Err()) })
	t.Cleanup(func() { t.Log("second"); fmt.Println("name", t.Name()) })
	fmt.Println("body, ctx:", ctx.Err())
	if !errors.Is(ctx.Err(), nil) {
		t.Fatal(context.Cause(ctx))
	}
}

func TestSkip(t *testing.T) {
	t.Skip("not", "now")
	t.Fatal("unreachable")
}

func TestSkipf(t *testing.T) { t.Skipf("skip %d", 1) }
func TestSkipNow(t *testing.T) { t.SkipNow() }

func TestFatal(t *testing.T) {
	defer fmt.Println("deferred")
	t.Fatalf("fatal %s", "error")
	fmt.Println("not reached")
}

func TestFail(t *testing.T) {
	t.Fail()
	fmt.Println(t.Failed())
}

func TestEnv(t *testing.T) {
	t.Setenv("X_Y", "z")
	fmt.Println(os.Getenv("X_Y"))
}

func TestEnvAfter(t *testing.T) {
	_, ok := os.LookupEnv("X_Y")
	fmt.Println(ok, testing.Short(), testing.Verbose(), testing.Testing(), testing.CoverMode())
}

func TestOutput(t *testing.T) {
	w := t.Output()
	fmt.Fprintf(w, "half ")
	fmt.Fprintf(w, "line\nmore\nrest")
	t.Log("x")
	t.Attr("k", "v")
	fmt.Fprintf(w, "end")
}

func TestDeep(t *testing.T) {
	t.Run("A", func(t *testing.T) {
		t.Log("in A")
		t.Run("B", func(t *testing.T) {
			t.Log("in B")
			t.Run("C", func(t *testing.T) { t.Error("in C") })
			t.Log("B again")
		})
		t.Log("A again")
	})
	t.Log("top again")
}

func TestSleep(t *testing.T) {
	time.Sleep(20 * time.Millisecond)
}

func TestGo(t *testing.T) {
	done := make(chan bool)
	go func() {
		defer close(done)
		t.Error("from goroutine")
	}()
	<-done
}

func ExampleSum() {
	fmt.Println(sum(1, 2))
	// Output: 3
}

func ExampleLines() {
	fmt.Println("a")
	fmt.Println()
	fmt.Println("b  ")

	// Output:
	// a
	//
	// b
}

func ExampleWrong() {
	fmt.Println("a")
	fmt.Println("b")
	// Output:
	// b
	// a
}

func ExampleUnordered() {
	fmt.Println("a")
	fmt.Println("b")
	// Unordered output:
	// b
	// a
}
func ExampleUnorderedWrong() {
	fmt.Println("a")
	/* Unordered Output:
	c
	a */
}

func ExampleNone() {
	fmt.Println("never")
}

func ExampleEmpty() {
	// Output:
}

func FuzzRev(f *testing.F) {
	f.Add("abc", 1)
	f.Add("xyz", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		if strings.Contains(s, "x") {
			t.Errorf("bad %q %d", s, n)
		}
	})
}

func BenchmarkX(b *testing.B) {
	for b.Loop() {
	}
}
