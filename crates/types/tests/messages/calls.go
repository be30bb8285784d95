package main

type T struct{ n int }

func (t *T) Inc()       { t.n++ }
func (t T) Get(k int)   {}
func f(a int, b string) {}
func v(xs ...int) error { return nil }

func main() {
	f(1)
	f(1, 2)
	f(1, "a", 3)
	v(1, "x")
	v([]int{1}, 2)
	v([]string{}...)
	T{}.Inc()
	T{}.Get()
	T{}.get(1)
	undefined()
}
