// Building new strings.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	fmt.Printf("%q %q %q %q\n", strings.Split("a,b,,c", ","), strings.Split("abc", ""), strings.SplitN("a,b,c", ",", 2), strings.SplitAfter("a,b", ","))
	fmt.Printf("%q %q %q\n", strings.Fields("  a  b\tc\n"), strings.FieldsFunc("a1b22c", unicode.IsDigit), strings.Split("", ","))
	fmt.Println(strings.Join([]string{"a", "b", "c"}, "-"), strings.Repeat("ab", 3), strings.Replace("aaaa", "a", "b", 2), strings.ReplaceAll("a.b.c", ".", ""), strings.ReplaceAll("ab", "", "-"))
	fmt.Printf("%q %q %q %q %q\n", strings.TrimSpace("\t x y \n"), strings.Trim("xxhixx", "x"), strings.TrimLeft("aab", "a"), strings.TrimPrefix("abc", "ab"), strings.TrimFunc("12x34", unicode.IsDigit))
	fmt.Println(strings.ToUpper("héß"), strings.ToLower("ÀB"), strings.ToTitle("go"), strings.Title("hello world"))
	fmt.Println(strings.Map(func(r rune) rune {
		switch {
		case r == 'a':
			return 'A'
		case r == 'x':
			return -1
		}
		return r
	}, "axbxaé"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "b", "b", "a")
	fmt.Println(r.Replace("<ab>"), strings.ToValidUTF8("a\xffb", "?"))
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%d-", i)
	}
	b.WriteByte('x')
	b.WriteRune('é')
	b.WriteString("end")
	fmt.Println(b.String(), b.Len())
	func() {
		defer func() { fmt.Println(recover()) }()
		strings.Repeat("x", -1)
	}()
}
