package main

import "fmt"

type A struct{ n int }

func (a A) Val() int     { return a.n }
func (a *A) Ptr() int    { a.n++; return a.n }
func (a A) Over() string { return "A" }

type B struct{ A }

func (b B) Over() string { return "B" + b.A.Over() }

type C struct {
	*B
	extra int
}
type D struct {
	C
	fmt.Stringer
}
type S string

func (s S) String() string { return "S:" + string(s) }

type RW interface {
	R
	W
}
type R interface {
	Read() string
	Close() string
}
type W interface {
	Write() string
	Close() string
}
type F struct{ name string }

func (f *F) Read() string  { return f.name + "r" }
func (f *F) Write() string { return f.name + "w" }
func (f *F) Close() string { return f.name + "c" }

type Fn func(int) int

func (f Fn) Twice(x int) int { return f(f(x)) }

type M map[string]int

func (m M) Inc(k string) { m[k]++ }

type Ch chan int

func (c Ch) Put(i int) { c <- i }

type Arr [2]int

func (a Arr) Set(i, v int) Arr { a[i] = v; return a }
func (a *Arr) PSet(i, v int)   { a[i] = v }

type Deep struct{ L1 }
type L1 struct{ L2 }
type L2 struct{ *L3 }
type L3 struct{ x int }

func (l *L3) Set(x int) { l.x = x }

type priv interface{ hidden() }
type P1 struct{}

func (P1) hidden() {}

type Self interface{ Me() Self }
type self int

func (s self) Me() Self { return s + 1 }

func main() {
	b := B{A{1}}
	fmt.Println(b.Val(), b.Ptr(), b.Over(), b.A.Over(), B.Val(b), (*B).Ptr(&b), b)
	c := C{&b, 2}
	fmt.Println(c.Val(), c.Ptr(), c.Over(), C.Ptr(c), b.n)
	f := c.Ptr
	g := b.Val
	b.n = 100
	fmt.Println(f(), g(), b.n)
	d := D{c, S("s")}
	fmt.Println(d.String(), d.Over(), d)
	var rw RW = &F{"f"}
	var r R = rw
	w := r.(W)
	fmt.Println(rw.Read(), w.Write(), r.Close(), R(rw).Read())
	_, ok := any(F{}).(R)
	fmt.Println(ok, Fn(func(x int) int { return x * 3 }).Twice(2))
	m := M{}
	m.Inc("a")
	M.Inc(m, "a")
	inc := m.Inc
	inc("b")
	fmt.Println(m)
	ch := make(Ch, 2)
	ch.Put(4)
	fmt.Println(<-ch)
	arr := Arr{1, 2}
	fmt.Println(arr.Set(0, 9), arr)
	arr.PSet(0, 8)
	(&arr).Set(1, 1)
	fmt.Println(arr)
	dp := Deep{L1{L2{&L3{}}}}
	dp.Set(5)
	set := dp.Set
	dp.L3 = &L3{1}
	set(9)
	fmt.Println(dp.x)
	var p priv = P1{}
	p.hidden()
	var s Self = self(1)
	fmt.Println(s.Me().Me())
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *B
		fmt.Println(np.Over())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var st fmt.Stringer
		h := st.String
		fmt.Println(h)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *A
		h := np.Val
		fmt.Println(h)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *A
		h := np.Ptr
		fmt.Println(h != nil)
		h()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		c := C{}
		h := c.Val
		_ = h
	}()
	type T1 struct {
		X int `json:"x"`
		Y string
	}
	type T2 struct {
		X int
		Y string `a:"b"`
	}
	t2 := T2(T1{1, "a"})
	fmt.Println(t2, any(t2) == any(T2{1, "a"}))
	var anon struct {
		X int
		Y string
	} = struct {
		X int
		Y string
	}{2, "b"}
	fmt.Println(T1(anon), struct{ X int }{1} == struct{ X int }{1})
	var e1 any = struct {
		X int `k:"v"`
	}{1}
	_, ok = e1.(struct{ X int })
	fmt.Println(ok)
	switch v := e1.(type) {
	case struct{ X int }:
		fmt.Println("no tag", v)
	case struct {
		X int `k:"v"`
	}:
		fmt.Println("tag", v)
	}
	type I1 interface {
		M()
		N()
	}
	type I2 interface {
		N()
		M()
	}
	var i1 I1
	var i2 I2 = i1
	fmt.Println(i2 == nil, i1 == i2)
	fmt.Printf("%T %T %T\n", (*interface{ A(int) })(nil), func(...int) (a, b int) { return }, struct {
		A
		b int `x:"y"`
	}{})
}
