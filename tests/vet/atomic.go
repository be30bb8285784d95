// Results of atomic.Add assigned to the operand.
package main

import (
	"sync/atomic"
	at "sync/atomic"
)

type counter struct{ n uint64 }

var pkg int32

func wrong(c *counter, a []int64, p *int64) {
	var x int32
	x = atomic.AddInt32(&x, 1)
	c.n = atomic.AddUint64(&c.n, 10)
	a[0] = atomic.AddInt64(&a[0], 1)
	*p = atomic.AddInt64(p, 1)
	pkg = at.AddInt32(&pkg, 1)
	var u uintptr
	u = atomic.AddUintptr(&u, 1)
	y, z := int32(1), int32(2)
	y, z = atomic.AddInt32(&y, 1), atomic.AddInt32(&z, 1)
	x = (atomic.AddInt32(&x, 1))
	(x) = atomic.AddInt32(&x, 1)
	x = atomic.AddInt32((&x), 1)
}

type fake struct{}

func (fake) AddInt32(p *int32, d int32) int32 { return d }

func right(c *counter) {
	var x, y int32
	y = atomic.AddInt32(&x, 1)
	atomic.AddInt32(&x, 1)
	z := atomic.AddInt32(&x, 1)
	_ = z
	y = atomic.LoadInt32(&y)
	y = atomic.SwapInt32(&y, 1)
	{
		atomic := fake{}
		x = atomic.AddInt32(&x, 1)
	}
	var t atomic.Int32
	x = t.Add(1)
	_ = y
	{
		x := atomic.AddInt32(&x, 1)
		_ = x
	}
	x, y = atomic.AddInt32(&y, 1), 2
	x += atomic.AddInt32(&x, 1)
}

func main() {}
