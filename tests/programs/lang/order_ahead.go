// Which of two panics of one expression comes first: what gc evaluates in its turn, what ahead of
// the rest, and what stays.
package main

import "fmt"

type I interface{ M(int) int }
type V struct{ a, b int }
type One struct{ p *int }

func (v V) M(x int) int  { return x }
func (v *V) P(x int) int { return x }

var (
	zero   int
	ints   = []int{1}
	texts  []string
	rows   [][]int
	anys   []any
	ifaces []I
	vs     []V
	funcs  []func(int) int
	chans  []chan int
	small  []int8
	none   any
	word   = "ab"
	bytes  = []byte("ab")
	keys   = map[any]int{1: 10, 2: 20}
	global = 1
)

//go:noinline
func set() int { global = 2; word = "cd"; bytes[0] = 'x'; return 0 }

//go:noinline
func text() string { set(); return "" }

//go:noinline
func id[T any](x T) T { return x }

//go:noinline
func two(a, b any) { fmt.Println(a, b) }

//go:noinline
func rest(a int, b ...int) { fmt.Println(a, b) }

//go:noinline
func sum(a, b int) int { return a + b }

//go:noinline
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func asserted[T any](x any, y int) T { return first(x.(T), 1/y) }

//go:noinline
func first[T any](a T, b int) T { return a }

func try(name string, f func()) {
	global, word, bytes = 1, "ab", []byte("ab")
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func main() {
	turns()
	ahead()
	statements()
}

func turns() {
	try("key", func() { fmt.Println(keys[global] + set()) })
	try("text of bytes", func() { fmt.Println(string(bytes), text()) })
	try("bytes of text", func() { fmt.Println([]byte(word), set(), word) })
	try("concatenation", func() { fmt.Println(string(bytes) + text() + word) })
	try("length", func() { fmt.Println(1/zero + len(rows[2])) })
	try("slice", func() { fmt.Println(1/zero + len(anys[3:])) })
	try("smallest", func() { fmt.Println(1/zero + min(ints[3], 2)) })
	try("and", func() { fmt.Println(1/zero == 1 == (global == 1 && ints[3] == 1)) })
	try("assertion", func() { fmt.Println(1/zero + none.(int)) })
	try("of a pointer", func() { fmt.Println(1/zero + *(none.(*int))) })
	try("of one pointer", func() { fmt.Println(1/zero + *(none.(One).p)) })
	try("in an interface", func() { two(1/zero, none.(One)) })
	try("generic", func() { asserted[int](nil, zero) })
	try("byte", func() { two(1/zero, word[9]) })
	try("struct", func() { two(1/zero, vs[3]) })
	try("bounds", func() { fmt.Println(rows[7][1/zero:]) })
	try("bounds again", func() { fmt.Println(rows[7][ints[3]:]) })
	try("array of a slice", func() { fmt.Println([2]int(ints) == id([2]int{ints[4]})) })
}

func ahead() {
	try("literal", func() { fmt.Println(1/zero + V{ints[3], 2}.a) })
	try("map", func() { fmt.Println(1/zero + map[int]int{}[ints[3]]) })
	try("map of structs", func() { fmt.Println(1/zero + map[V]int{}[vs[3]]) })
	try("equal texts", func() { fmt.Println(1/zero == 2 == (texts[1] == texts[2])) })
	try("empty text", func() { fmt.Println(1/zero == 2 == (texts[1] == "")) })
	try("short text", func() { fmt.Println(1/zero == 2 == (texts[1] == "abc")) })
	try("less", func() { fmt.Println(1/zero == 2 == (texts[1] < "abc")) })
	try("interfaces", func() { fmt.Println(anys[1] == anys[2]) })
	try("interface and int", func() { fmt.Println(1/zero == 2 == (anys[1] == 2)) })
	try("structs", func() { fmt.Println(1/zero == 1 == (vs[3] == vs[4])) })
	try("many texts", func() { fmt.Println(texts[1] + texts[2] + "a" + texts[3] + word + word) })
	try("variadic", func() { rest(ints[5], ints[6]) })
	try("shift", func() { n := zero - 1; fmt.Println(sum(1<<n, ints[3])) })
	try("of an interface", func() { fmt.Println(ifaces[3].M(ints[4])) })
	try("of a function", func() { fmt.Println(funcs[3](ints[4])) })
	try("of a function that a call finds", func() { fmt.Println(funcs[id(3)](id(ints[4]))) })
	try("of an interface that a call finds", func() { fmt.Println(ifaces[id(3)].M(id(ints[4]))) })
	try("of a value that a call finds", func() { fmt.Println(vs[id(3)].M(id(ints[4]))) })
	try("appended", func() { fmt.Println(append(rows[*(none.(*int))], 1/zero)) })
	try("of a value", func() { fmt.Println(vs[3].M(ints[4])) })
	try("of an address", func() { fmt.Println(vs[3].P(ints[4])) })
	try("method value", func() { fmt.Println(1/zero, ifaces[3].M) })
	try("nested", func() { fmt.Println(ints[3] + one(anys[4] == none)) })
}

func statements() {
	try("index of a target", func() { ints[ints[3]] = ints[4] })
	try("sum of a target", func() { k := 9; ints[ints[k]+1] = 1 / zero })
	try("map element", func() { map[int]int{}[ints[3]] = ints[5] })
	try("map literal", func() { fmt.Println(map[int]int{ints[3]: ints[4]}) })
	try("small keys", func() { fmt.Println(map[int8]int{small[3]: ints[4]}) })
	try("send", func() { chans[3] <- 1 / zero })
	try("append", func() { fmt.Println(append(rows[4], 1/zero)) })
	try("go", func() { go rest(1/zero, ints[3]) })
	try("defer", func() { defer ifaces[3].M(ints[4]) })
	try("update", func() { ints[ints[3]] += ints[4] })
	try("update of a sum", func() { ints[ints[3]+1] += ints[4] })
	try("update by", func() { ints[3] += 1 / zero })
	try("update in a map", func() { map[int]int{}[ints[3]] += 1 / zero })
	try("division in a map", func() { map[int]int{}[ints[3]] /= 1 / zero })
	try("condition", func() {
		if 1/zero == 1 == (texts[3] < "a") {
			fmt.Println()
		}
	})
	try("array", func() { var p *[3]int; fmt.Println(p[ints[3]]) })
	try("array element", func() { var p *[3]int; p[ints[3]] = ints[4] })
	try("array index", func() { var p *[3]int; i := 5; p[i] = 1 })
}
