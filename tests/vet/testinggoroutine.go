// Test functions that end the goroutine, called from another than the test's.
package main

import "testing"

func fail(t *testing.T)        { t.Fatal("x") }
func failNested(t *testing.T)  { go t.FailNow() }
func nothing(t *testing.T)     {}

func TestIt(t *testing.T) {
	go func() {
		t.Fatal("x")
		t.Fatalf("x")
		t.FailNow()
		t.Skip()
		t.Skipf("x")
		t.SkipNow()
		t.Error("x")
		t.Log("x")
	}()
	go t.Fatal("x")
	go fail(t)
	go failNested(t)
	go nothing(t)
	f := func() { t.Fatal("x") }
	go f()
	defer func() { t.Fatal("x") }()
	func() { t.Fatal("x") }()
	go func() {
		func() { t.Fatal("x") }()
		defer t.FailNow()
		if true {
			t.Fatal("y")
		}
	}()
	t.Run("sub", func(t *testing.T) {
		t.Fatal("x")
		go func() { t.Fatal("x") }()
	})
	go t.Run("sub", func(u *testing.T) {
		u.Fatal("x")
		t.Fatal("x")
	})
	go func() {
		t.Run("sub", func(t *testing.T) { t.Fatal("x") })
		go func() { t.Fatal("x") }()
		f2 := func() { t.Fatal("x") }
		f2()
	}()
	go func(t *testing.T) { t.Fatal("x") }(t)
	go func() { fail(t) }()
	var g = func(t testing.TB) { t.Fatal("x") }
	go g(t)
	h := func() {}
	h = func() { t.Fatal("x") }
	go h()
}

func BenchmarkIt(b *testing.B) {
	go func() { b.Fatal("x") }()
	for i := 0; i < b.N; i++ {
		go b.Fatal("x")
	}
	b.RunParallel(func(pb *testing.PB) { b.Fatal("x") })
}

func FuzzIt(f *testing.F) {
	go func() { f.Fatal("x") }()
	f.Fuzz(func(t *testing.T, s string) {
		go func() { t.Fatal("x") }()
	})
}

func helper(tb testing.TB) {
	go func() { tb.Fatal("x") }()
	go tb.FailNow()
}

type suite struct{ *testing.T }

func method(s suite) {
	go func() { s.Fatal("x") }()
	go func() { s.T.Fatal("x") }()
}

func noTest() {
	var t *testing.T
	go func() { t.Fatal("x") }()
}

func main() {}
