// Boolean operators with equal or impossible operands.
package main

type T struct{ f int }

func f() bool { return true }

func redundant(a, b, c bool, x, y int, t *T, s string, p *int, e error, arr []int) {
	_ = a || a
	_ = a && a
	_ = a || b || a
	_ = a || (b || a)
	_ = a && b && c && b
	_ = x == 1 || x == 1
	_ = x == y || y == 2 || x == y
	_ = t.f == 1 && t.f == 1
	_ = *p == 1 || *p == 1
	_ = (a) || a
	_ = x == 1 || 1 == x
	_ = arr[0] == 1 || arr[0] == 1
	_ = a && (b || b)
	_ = a || b && b || a
	_ = len(s) > 1 || len(s) > 1
	if a || a {
	}
	_ = !a || !a
	_ = e == nil || e == nil
	_ = x+1 > y || x+1 > y
	_ = a || a || a
	_ = int64(x) == 1 || int64(x) == 1
}

func suspect(x, y int, s string, e error, k any) {
	_ = x != 1 || x != 2
	_ = x == 1 && x == 2
	_ = s != "a" || s != "b"
	_ = s == "a" && s == "b"
	_ = x != 1 || x != 2 || x != 3
	_ = 1 != x || 2 != x
	_ = x != 1 || 2 != x
	_ = x == 1 && y == 2 && x == 3
	_ = (x != 1) || (x != 2)
	_ = x != -1 || x != 1
	_ = k == 1 && k == "a"
	_ = e != nil || e != err
	const c = 5
	_ = x != c || x != 7
	_ = x == y && x == 1
	_ = s[0] == 'a' && s[0] == 'b'
	_ = x != 1 || y != 1 || x != 2
	_ = nil != e || e != nil
	_ = x != 1 || x != 1
	_ = x != 1 || x != 0x1
	_ = x != 1 || (x != 2 || x != 3)
	_ = x != 1 || f() || x != 2
	_ = float64(x) != 1 || float64(x) != 2
	_ = f() || x == 1 || x == 1
	_ = func() bool { return true }() || x == 1
	_ = min(x, y) != 1 || min(x, y) != 2
	_ = *new(int) != 1 || *new(int) != 2
	_ = len(append([]int{}, x)) != 1 || len(append([]int{}, x)) != 2
}

var err error

func fine(a, b bool, x, y int, ch chan bool, s string) {
	_ = f() || f()
	_ = a && f() && a
	_ = a || b
	_ = <-ch || <-ch
	_ = x == 1 || x == 2
	_ = x != 1 && x != 2
	_ = x == 1 && y == 2
	_ = a && b || a && b
	_ = x != 1 || y != 2
	_ = x == y && x == y+1
	_ = x < 1 || x < 2
	_ = f() && a || a
	_ = x == 1 && x != 1
	_ = x != 1 || x == 2
	_ = x&1 == 0 || x&1 != 0
}

type B bool

func named(a, b B) {
	_ = a || a
	_ = a && b && (a)
}

func main() {}
