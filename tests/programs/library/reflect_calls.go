package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

type P struct{ X, Y int }

func (p P) Add(q P) P                     { return P{p.X + q.X, p.Y + q.Y} }
func (p *P) Scale(k int, s string) string { p.X *= k; p.Y *= k; return s + fmt.Sprint(*p) }

type Adder interface{ Add(P) P }
type Scaler interface {
	Scale(int, string) string
}

type Big struct{ A [20]int }

func mixed(a int8, b string, c []int, d any, e float32, f P, g [3]int, h error, i bool, j Big) (string, int8, [3]int, error, Big) {
	g[0] = 9
	j.A[5] = 5
	return fmt.Sprint(a, b, c, d, e, f, g, h, i, j.A[0]), -a, g, h, j
}

func variadic(pre string, xs ...int) string { return pre + fmt.Sprint(xs) }

func main() {
	var _ Adder = P{}
	var sc Scaler = &P{1, 2}
	sc.Scale(1, "")
	var ad Adder = P{1, 2}
	ad.Add(P{})
	out := reflect.ValueOf(mixed).Call([]reflect.Value{reflect.ValueOf(int8(-3)), reflect.ValueOf("s"), reflect.ValueOf([]int{1}), reflect.ValueOf(4.5), reflect.ValueOf(float32(1.25)), reflect.ValueOf(P{1, 2}), reflect.ValueOf([3]int{1, 2, 3}), reflect.ValueOf(errors.New("e")), reflect.ValueOf(true), reflect.ValueOf(Big{})})
	for _, o := range out {
		fmt.Println(o.Type(), o)
	}
	fmt.Println(reflect.ValueOf(variadic).Call([]reflect.Value{reflect.ValueOf("a"), reflect.ValueOf(1), reflect.ValueOf(2)})[0])
	fmt.Println(reflect.ValueOf(strings.ToUpper).Call([]reflect.Value{reflect.ValueOf("abc")})[0])
	swap := reflect.MakeFunc(reflect.TypeOf(func(int, string) (string, int) { return "", 0 }), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{a[1], a[0]}
	}).Interface().(func(int, string) (string, int))
	fmt.Println(swap(1, "z"))
	defer func() { fmt.Println("rec", recover()) }()

	c1, c2, c3 := make(chan int, 1), make(chan string), make(chan P)
	go func() { time.Sleep(10); c2 <- "hello" }()
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c3)}}
	i, v, ok := reflect.Select(cases)
	fmt.Println(i, v, ok)
	c1 <- 42
	i, v, ok = reflect.Select(cases)
	fmt.Println(i, v, ok)
	go func() { c3 <- P{5, 6} }()
	i, v, ok = reflect.Select(cases)
	fmt.Println(i, v, ok, v.Type())
	close(c2)
	i, v, ok = reflect.Select(append(cases, reflect.SelectCase{Dir: reflect.SelectDefault}))
	fmt.Printf("%d %q %v\n", i, v, ok)
	cases[1].Chan = reflect.Value{}
	i, v, ok = reflect.Select(append(cases, reflect.SelectCase{Dir: reflect.SelectDefault}))
	fmt.Println(i, v.IsValid(), ok)
	i, _, _ = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c1), Send: reflect.ValueOf(7)}})
	fmt.Println(i, len(c1))
	rc := reflect.ValueOf(c1)
	x, ok := rc.Recv()
	fmt.Println(x, ok)
	fmt.Println(rc.TrySend(reflect.ValueOf(1)), rc.TrySend(reflect.ValueOf(2)))
	x, ok = rc.TryRecv()
	fmt.Println(x, ok)
	x, ok = rc.TryRecv()
	fmt.Println(x.IsValid(), ok)
	go rc.Send(reflect.ValueOf(99))
	fmt.Println(<-c1)
	rc.Close()
	x, ok = rc.Recv()
	fmt.Println(x, ok)
	fs := reflect.VisibleFields(reflect.TypeOf(struct {
		P
		Z int
	}{}))
	for _, f := range fs {
		fmt.Println(f.Name, f.Index)
	}
	reflect.ValueOf(variadic).Call(nil)
}
