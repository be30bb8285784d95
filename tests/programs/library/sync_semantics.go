// sync and sync/atomic: results, panics, sizes.
package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"unsafe"
)

// What the program prints goes into a sum; now and then it is shown.
var (
	sum   = fnv.New64a()
	lines int
)

func noted() {
	if lines++; lines%50 == 0 {
		fmt.Printf("%d %x\n", lines, sum.Sum64())
	}
}

func out(a ...any) {
	fmt.Fprintln(sum, a...)
	noted()
}

func outf(format string, a ...any) {
	fmt.Fprintf(sum, format, a...)
	noted()
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			outf("%s: %v\n", name, r)
		}
	}()
	f()
}
func main() {
	out(unsafe.Sizeof(sync.Mutex{}), unsafe.Sizeof(sync.RWMutex{}), unsafe.Sizeof(sync.WaitGroup{}), unsafe.Sizeof(sync.Once{}), unsafe.Sizeof(sync.Cond{}), unsafe.Sizeof(sync.Pool{}), unsafe.Sizeof(sync.Map{}), unsafe.Offsetof(sync.Pool{}.New), unsafe.Offsetof(sync.Cond{}.L))
	out(unsafe.Sizeof(atomic.Bool{}), unsafe.Sizeof(atomic.Int64{}), unsafe.Sizeof(atomic.Value{}), unsafe.Sizeof(atomic.Pointer[int]{}), unsafe.Sizeof(atomic.Uintptr{}), unsafe.Sizeof(runtime.MemStats{}))
	var v atomic.Value
	out(v.Load())
	try("store nil", func() { v.Store(nil) })
	v.Store(5)
	try("store str", func() { v.Store("x") })
	out(v.Load(), v.Swap(6), v.Load(), v.CompareAndSwap(6, 7), v.CompareAndSwap(6, 8), v.Load())
	try("cas", func() { v.CompareAndSwap("a", 7) })
	try("cas2", func() { v.CompareAndSwap("a", "b") })
	try("swap", func() { v.Swap("b") })
	try("swapnil", func() { v.Swap(nil) })
	try("casnil", func() { v.CompareAndSwap(7, nil) })
	var v2 atomic.Value
	out(v2.CompareAndSwap(1, 2), v2.CompareAndSwap(nil, 2), v2.Load())
	var v3 atomic.Value
	out(v3.Swap([]int{1}))
	try("casuncmp", func() { v3.CompareAndSwap([]int{1}, []int{2}) })
	var b atomic.Bool
	out(b.Load(), b.Swap(true), b.CompareAndSwap(true, false), b.Load())
	var i atomic.Int32
	out(i.Add(5), i.And(4), i.Or(3), i.Load(), i.Swap(9), i.CompareAndSwap(9, 1), i.Load())
	var p atomic.Pointer[int]
	x := 3
	out(p.Load() == nil, p.Swap(&x) == nil, *p.Load(), p.CompareAndSwap(&x, nil))
	var o sync.Once
	try("once", func() { o.Do(func() { panic("boom") }) })
	o.Do(func() { out("never") })
	f := sync.OnceFunc(func() { out("f"); panic("of") })
	try("of1", f)
	try("of2", f)
	n := 0
	g := sync.OnceValue(func() int { n++; return n })
	out(g(), g())
	h := sync.OnceValues(func() (int, error) { n++; return n, errors.New("e") })
	out(h())
	out(h())
	try("ofnil", sync.OnceFunc(func() { panic(nil) }))
	var pool sync.Pool
	pool.Put(nil)
	out(pool.Get())
	pool.Put(1)
	pool.Put(2)
	pool.Put(3)
	out(pool.Get(), pool.Get(), pool.Get(), pool.Get())
	pool.New = func() any { return "new" }
	out(pool.Get())
	var m sync.Map
	seq := uint32(1)
	rnd := func(k int) int { seq = seq*1664525 + 1013904223; return int(seq>>16) % k }
	for it := 0; it < 1500; it++ {
		k := rnd(40)
		switch rnd(10) {
		case 0:
			m.Store(k, it%7)
		case 1:
			out(m.Load(k))
		case 2:
			out(m.LoadOrStore(k, it%7))
		case 3:
			out(m.LoadAndDelete(k))
		case 4:
			m.Delete(k)
		case 5:
			out(m.Swap(k, it%7))
		case 6:
			out(m.CompareAndSwap(k, rnd(7), it%7))
		case 7:
			out(m.CompareAndDelete(k, rnd(7)))
		case 8:
			if rnd(50) == 0 {
				m.Clear()
			}
		case 9:
			if rnd(20) == 0 {
				s := []string{}
				m.Range(func(k, v any) bool {
					s = append(s, fmt.Sprint(k, "=", v))
					if k.(int)%5 == 0 {
						m.Delete(k.(int) + 1)
					}
					if k.(int)%7 == 3 {
						m.Store(k.(int)+100, it)
					}
					return true
				})
				_ = s
				m.Range(func(k, v any) bool {
					if k.(int) >= 40 {
						m.Delete(k)
					}
					return true
				})
				m.Clear()
			} else if rnd(3) == 0 {
				s := []string{}
				m.Range(func(k, v any) bool { s = append(s, fmt.Sprint(k, "=", v)); return true })
				sort.Strings(s)
				out(s)
			}
		}
	}
	try("mcas", func() { m.CompareAndSwap(1, []int{}, 1) })
	try("mcad", func() { m.CompareAndDelete(1, []int{}) })
	m.Store(1, []int{})
	try("mcas2", func() { m.CompareAndSwap(1, []int{}, 1) })
	try("unh", func() { m.Store([]int{}, 1) })
	try("unhl", func() { m.Load([]int{}) })
	out(m.CompareAndSwap(999, nil, 1))
	m.Store("k", nil)
	out(m.Load("k"))
	out(m.CompareAndSwap("k", nil, 1))
	out(m.Load("k"))
	var wg sync.WaitGroup
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	ready := 0
	for i := 0; i < 10; i++ {
		wg.Go(func() {
			mu.Lock()
			for ready == 0 {
				c.Wait()
			}
			ready++
			mu.Unlock()
		})
	}
	mu.Lock()
	ready = 1
	c.Broadcast()
	mu.Unlock()
	wg.Wait()
	out(ready)
	c2 := *c
	try("copied", func() { c2.Signal() })
	var cnt atomic.Int64
	var mm sync.Map
	var pl sync.Pool
	for i := 0; i < 8; i++ {
		wg.Go(func() {
			for j := 0; j < 200; j++ {
				k := j % 50
				if _, l := mm.LoadOrStore(k, j); !l {
					cnt.Add(1)
				}
				if _, l := mm.LoadAndDelete(k); l {
					cnt.Add(-1)
				}
				if x := pl.Get(); x != nil {
					*(x.(*int))++
					pl.Put(x)
				} else {
					pl.Put(new(int))
				}
			}
		})
	}
	wg.Wait()
	n2 := int64(0)
	mm.Range(func(k, v any) bool { n2++; return true })
	out(n2 == cnt.Load())
	var rw sync.RWMutex
	l := rw.RLocker()
	l.Lock()
	out(rw.TryLock(), rw.TryRLock())
	rw.RUnlock()
	l.Unlock()
	out(rw.TryLock())

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
