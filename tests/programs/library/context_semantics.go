// context: errors, causes, texts, foreign parents.
package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %v\n", name, r)
		}
	}()
	f()
}

type my struct {
	context.Context
	d chan struct{}
	e error
}

func (m *my) Done() <-chan struct{} { return m.d }
func (m *my) Err() error {
	select {
	case <-m.d:
		return m.e
	default:
		return nil
	}
}

type afm struct {
	*my
	fs []func()
}

func (a *afm) AfterFunc(f func()) func() bool {
	a.fs = append(a.fs, f)
	i := len(a.fs) - 1
	return func() bool { fmt.Println("stopcalled"); a.fs[i] = nil; return true }
}

type key struct{}
type skey string

func (s skey) String() string { return "skey:" + string(s) }
func isdone(c context.Context) bool {
	select {
	case <-c.Done():
		return true
	default:
		return false
	}
}
func st(c context.Context) { fmt.Println(c.Err(), context.Cause(c), c.Done() != nil && isdone(c)) }
func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg == context.Background())
	fmt.Printf("%T %T\n", bg, context.TODO())
	st(bg)
	c, cancel := context.WithCancel(bg)
	fmt.Printf("%v %T\n", c, c)
	st(c)
	cancel()
	st(c)
	cancel()
	c2, cc := context.WithCancelCause(bg)
	ch, _ := context.WithCancel(c2)
	v := context.WithValue(ch, key{}, "val")
	v2, _ := context.WithTimeout(v, time.Hour)
	cc(errors.New("why"))
	st(c2)
	st(ch)
	st(v)
	st(v2)
	fmt.Println(v.Value(key{}), v2.Value(key{}), v.Value("x"))
	fmt.Println(v)
	s := fmt.Sprint(v2)
	fmt.Println(s[:strings.Index(s, "WithDeadline")+12])
	fmt.Println(context.WithValue(bg, skey("a"), 5), context.WithValue(bg, "k", nil), context.WithValue(bg, 1, skey("z")))
	late, _ := context.WithCancel(c2)
	st(late)
	d, _ := context.WithDeadline(bg, time.Unix(0, 0))
	st(d)
	fmt.Println(d.Deadline())
	dc, _ := context.WithDeadlineCause(bg, time.Unix(0, 0), errors.New("dcause"))
	st(dc)
	t1, tc := context.WithTimeoutCause(bg, 10*time.Millisecond, errors.New("tcause"))
	<-t1.Done()
	st(t1)
	tc()
	st(t1)
	t2, tc2 := context.WithTimeout(bg, time.Hour)
	sub, _ := context.WithTimeout(t2, 2*time.Hour)
	fmt.Printf("%T\n", sub)
	x, _ := sub.Deadline()
	y, _ := t2.Deadline()
	fmt.Println(x == y)
	sub2, _ := context.WithTimeout(t2, time.Minute)
	fmt.Printf("%T\n", sub2)
	tc2()
	st(sub)
	st(sub2)
	w := context.WithoutCancel(v)
	fmt.Println(w, w.Value(key{}), w.Err(), context.Cause(w), w.Done() == nil)
	fmt.Printf("%T\n", w)
	wc, wcc := context.WithCancel(w)
	st(wc)
	wcc()
	st(wc)
	try("nil", func() { context.WithCancel(nil) })
	try("nil", func() { context.WithValue(nil, 1, 2) })
	try("nil", func() { context.WithoutCancel(nil) })
	try("nil", func() { context.WithTimeout(nil, 1) })
	try("nilkey", func() { context.WithValue(bg, nil, 2) })
	try("uncmp", func() { context.WithValue(bg, []int{}, 2) })
	try("uncmp", func() { context.WithValue(bg, struct{ f func() }{}, 2) })
	var wg sync.WaitGroup
	a, acancel := context.WithCancel(bg)
	wg.Add(1)
	stop := context.AfterFunc(a, func() { fmt.Println("after", a.Err()); wg.Done() })
	acancel()
	wg.Wait()
	fmt.Println(stop())
	a2, ac2 := context.WithCancel(bg)
	stop2 := context.AfterFunc(a2, func() { fmt.Println("never") })
	fmt.Println(stop2(), stop2())
	ac2()
	wg.Add(1)
	context.AfterFunc(a2, func() { fmt.Println("imm"); wg.Done() })
	wg.Wait()
	m := &my{bg, make(chan struct{}), errors.New("mine")}
	mc, mcc := context.WithCancel(m)
	fmt.Println(strings.HasPrefix(fmt.Sprint(mc), "&{context.Background") || strings.Contains(fmt.Sprint(mc), "main.my"))
	close(m.d)
	<-mc.Done()
	st(mc)
	mcc()
	af := &afm{my: &my{bg, make(chan struct{}), errors.New("afmine")}}
	ac, acc := context.WithCancel(af)
	fmt.Println(len(af.fs), strings.HasSuffix(fmt.Sprint(ac), ".WithCancel"))
	acc()
	st(ac)
	ac3, _ := context.WithCancel(af)
	close(af.d)
	af.fs[1]()
	st(ac3)

}

func init() {
	fmt.Println(context.DeadlineExceeded, context.Canceled, errors.Is(context.DeadlineExceeded, context.DeadlineExceeded))
	var te interface{ Timeout() bool }
	fmt.Println(errors.As(context.DeadlineExceeded, &te) && te.Timeout())
	// stress
	root, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for i := 0; i < 50; i++ {
		wg.Go(func() {
			c := root
			for j := 0; j < 20; j++ {
				var cf context.CancelFunc
				c, cf = context.WithCancel(c)
				if j%3 == 0 {
					c = context.WithValue(c, j, i)
				}
				if j%7 == 5 {
					cf()
				}
			}
			<-c.Done()
		})
	}
	c3, _ := context.WithCancel(root)
	cancel()
	<-c3.Done()
	wg.Wait()
	fmt.Println("stress ok")
}
