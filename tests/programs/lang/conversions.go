// Between numbers, strings, bytes and runes.
package main

import (
	"fmt"
	"math"
)

func main() {
	f := 300.7
	i := -1
	fmt.Println(int(f), uint16(i), uint8(int(f)), int8(i<<6), float32(1)/3, uint32(i))
	fmt.Println(string(rune(65)), string(rune(0x10FFFF+1)), string(rune(-5)) == "\uFFFD")
	fmt.Println([]byte("hé"), []rune("hé"), string([]byte{0xff}), len(string([]rune{0xD800})))
	type celsius float64
	type temp = float64
	var c celsius = 36.6
	var t temp = float64(c)
	fmt.Println(c, t, celsius(t) == c)
	type bytes []byte
	var bs bytes = []byte("xyz")
	fmt.Println(string(bs), bytes("q"), bs[1])
	type point struct{ X, Y int }
	type pair struct{ X, Y int }
	fmt.Println(pair(point{1, 2}), struct{ X, Y int }(point{3, 4}))
	a4 := [4]int([]int{1, 2, 3, 4, 5}[:4])
	p2 := (*[2]int)(a4[1:])
	p2[0] = 99
	fmt.Println(a4, *p2, uint64(math.MaxUint64), int64(math.MinInt64))
	var u8 uint8 = 200
	fmt.Println(int8(u8), int(int8(u8)), uint32(int8(u8)), rune(u8))
}
