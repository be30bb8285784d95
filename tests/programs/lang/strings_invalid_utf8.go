package main

import "fmt"

func main() {
	for _, s := range []string{"a\xffb", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80", "é\xc3", "日本\xe6", "\xf0\x9f\x98", "\xe2\x82", "\U0010ffff", "\xef\xbf\xbd", "\xf8\x88\x80\x80\x80", ""} {
		for i, r := range s {
			fmt.Print(i, ":", r, " ")
		}
		fmt.Println(len(s), len([]rune(s)), []rune(s), []byte(s), string([]rune(s)))
		for i := range s {
			fmt.Print(i, ",")
		}
		n := 0
		for range s {
			n++
		}
		fmt.Println(n)
		fmt.Printf("%q %x %+q %v\n", s, s, s, s == string([]rune(s)))
	}
	fmt.Println(string(rune(-1)), string(rune(0xd800)), string(rune(0x110000)), []byte(string(rune(1<<30))))
	type R rune
	type B byte
	fmt.Println(string([]R{'a', 0xd800, 'b'}), string([]B{'x', 'y'}), []R("hé"), []B("hé"))
	var a [5]byte
	n := copy(a[:], "héllo")
	fmt.Println(n, a)
	fmt.Println(string(a[:]) < "hz", "a" < "a\x00", "é" > "z")
	bs := append([]byte("x"), "yz"...)
	fmt.Println(string(bs), "abc"[1:], "abc"[:1], "abc"[3:])
	const c = "héllo"
	fmt.Println(len(c), c[1], c[2:4])
	m := map[string]int{}
	key := []byte("k")
	m[string(key)]++
	key[0] = 'z'
	fmt.Println(m, m[string(key)])
	switch string(key) {
	case "z":
		fmt.Println("z!")
	}
	for i, b := range []byte("é") {
		fmt.Print(i, b, ";")
	}
	fmt.Println()
}
