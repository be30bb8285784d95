// Methods where there can be none.
package main

import "time"

func (int) a()           {}
func (time.Time) b()     {}
func (*interface{}) c()  {}
func (p **T) d()         {}
func (T) e(x int) string { return "" }

type T struct{ e int }
type P *T

func (P) f() {}

func main() {
	T.e(1)
	T{}.g()
}
