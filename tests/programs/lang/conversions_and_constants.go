package main

import (
	"fmt"
	"math"
)

type I8 int8
type U uint

func sh[T ~int8 | ~uint8 | ~int32 | ~uint64](x T, n uint) (T, T) { return x << n, x >> n }
func conv[A ~int8 | ~uint8 | ~int64 | ~float64, B ~int8 | ~uint16 | ~int64 | ~float32](a A) B {
	return B(a)
}

var f64s = []float64{0, -0.5, 1.9, -1.9, 127.5, 128, 255, 256, -129, 1e9, 3e9, -3e9, 1e18, 9.3e18, 1.8e19, 2e19, -1e19, math.Inf(1), math.Inf(-1), math.NaN()}

func main() {
	for _, f := range f64s {
		fmt.Println(f, float32(f), math.Float64bits(f))
		if !math.IsNaN(f) && f > -1e9 && f < 2e9 {
			fmt.Println(int(f), int32(f), int64(f))
		}
		if f >= 0 && f < 1.8e19 {
			fmt.Println(uint64(f))
		}
	}
	for _, n := range []uint{0, 1, 7, 8, 31, 63, 64, 200} {
		a, b := sh(int8(-5), n)
		c, d := sh(uint8(200), n)
		e, f := sh(int32(-7), n)
		g, h := sh(uint64(1<<63|1), n)
		fmt.Println(n, a, b, c, d, e, f, g, h)
		var i8 int8 = 100
		i8 <<= n
		var x int = -1
		x >>= n
		fmt.Println(i8, x, 1<<n, uint32(1)<<n, int64(-8)>>n, -1<<n)
	}
	fmt.Println(conv[int8, uint16](-1), conv[int64, int8](300), conv[float64, int8](-3.7), conv[uint8, float32](200), conv[int64, float32](1<<53+1))
	var i int = math.MinInt64
	fmt.Println(i/-1, i%-1, -i, i*i, i-1, uint(i), int32(i), uint8(i+255))
	for _, a := range []int{7, -7} {
		for _, b := range []int{2, -2, 3, -3} {
			fmt.Print(a/b, a%b, a&b, a|b, a^b, a&^b, " ")
		}
	}
	fmt.Println()
	const c1 = 1 << 100
	const c2 = c1 >> 98
	const c3 = 1.0 << 3
	const c4 = 'a' + 1
	const c5 = "a" + "b"
	const c6 = 5 / 2
	const c7 = 5.0 / 2
	const c8 = 7 % 3
	const c9 = ^0
	const c10 uint8 = ^uint8(0)
	const c11 = -5 >> 1
	const c12 = len("héé")
	const c13 = 0x1.8p1
	const c14 = 1e3
	const c15 = complex(1, 2) * 2i
	const c16 = math.MaxUint64
	fmt.Printf("%v %T %v %T %v %T %v %v %T\n", c2, c2, c3, c3, c4, c4, c5, c6, c6)
	fmt.Println(c7, c8, c9, c10, c11, c12, c13, c14, c15, uint64(c16), real(c15))
	var s uint = 3
	var a = 1.0 << 3
	var b int32 = 1 << s
	var d = uint64(1<<s) + 1<<s
	var e float64 = float64(1 << 3)
	arr := [1 << 3]int{}
	fmt.Println(a, b, d, e, len(arr), arr[1<<s-5])
	var u8 = byte(s + 255)
	fmt.Println(u8, int8(u8-128), U(s)-8 > 0, I8(s-131)/-1, I8(127)+I8(s))
	fmt.Println(math.MaxInt64, math.SmallestNonzeroFloat64, math.MaxFloat32, float32(math.MaxFloat32), math.Pi, float32(math.Pi))
	var f32 float32 = 0.1
	fmt.Println(float64(f32), f32*f32, float64(f32)*float64(f32), f32+0.2, 0.1+0.2)
	x, y := 0.1, 0.2
	fmt.Println(x+y, x*y+y, float32(x)+float32(y), x+y == 0.3, math.FMA(x, y, y))
	z := 0.0
	fmt.Println(1/z, -1/z, z/z, -z, 1/(-z), math.Copysign(0, -1), math.Signbit(-z))
	fmt.Println(math.NaN() == math.NaN(), math.NaN() < 1, math.Inf(1) > math.MaxFloat64, min(1, math.NaN()), max(z, math.Copysign(0, -1)), min(z, math.Copysign(0, -1)))
	fmt.Println(min("b", "a"), max(1, 2.5, 'a'), min(int8(3), 2))
	bs := []byte("abc")
	type MyB []byte
	type MyS string
	fmt.Println(string(MyB(bs)), MyS(bs), []byte(MyS("xy")), MyB("z"), []rune(MyS("é")), string(rune(65)))
	type P struct{ a, b int }
	type Q P
	type R struct {
		a int
		b int
	}
	fmt.Println(Q(P{1, 2}), R(P{3, 4}), (*R)(&P{5, 6}).b)
	type F1 func(int) string
	var ff F1 = func(i int) string { return fmt.Sprint(i) }
	fmt.Println((func(int) string)(ff)(3))
	var ch chan int = make(chan int, 1)
	var ro <-chan int = ch
	var wo chan<- int = ch
	wo <- 1
	fmt.Println(<-ro, cap(ro), len(wo))
	sl := []int{1, 2, 3, 4}
	p4 := (*[4]int)(sl)
	p4[0] = 10
	a2 := [2]int(sl)
	a2[1] = 99
	fmt.Println(sl, a2, len((*[0]int)(nil)), *(*[1]int)(sl[3:]))
	s3 := sl[1:2:3]
	s3 = append(s3, 7)
	s3 = append(s3, 8)
	fmt.Println(sl, s3, cap(sl[:0]), cap(sl[1:2:2]), sl[4:], sl[:0:0] == nil, []int(nil)[:0] == nil, []int(nil)[0:0:0] == nil)
	var nilp *[3]int
	fmt.Println(len(nilp), cap(nilp))
	for i := range nilp {
		fmt.Print(i)
	}
	fmt.Println()
	copy(sl[1:], sl)
	fmt.Println(sl, copy(bs, "zz"), string(bs))
	sl = append(sl[:1], sl[2:]...)
	fmt.Println(sl, append([]int(nil), sl...), append(bs, "lit"...), append([]any{}, 1, "a", nil))
	var m map[string][]int
	fmt.Println(m["x"], len(m), append(m["q"], 1))
	m2 := map[any]string{1: "int", 1.0: "f", int8(1): "i8", "1": "s", [1]int{1}: "arr", struct{}{}: "st", nil: "nil"}
	fmt.Println(m2[1], m2[1.0], m2[int8(1)], m2["1"], m2[[1]int{1}], m2[struct{}{}], m2[nil], m2[uint(1)] == "")
	arr3 := [...]string{2: "c", 0: "a", "b"}
	fmt.Println(len(arr3), arr3, [...]int{5: 1, 2, 1: 7}, [2][2]int{{1}, {2, 3}}, []P{{1, 2}, {b: 3}}, map[P]*P{{1, 2}: {3, 4}}[P{1, 2}].a)
	fmt.Println(arr3 == [...]string{"a", "b", "c"}, [0]int{} == [0]int{}, struct{}{} == struct{}{})
}
