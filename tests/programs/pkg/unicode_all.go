// Classes, case mapping, encoding.
package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	for _, r := range "aZé9_ \t世Ⅷß😀\u0301" {
		fmt.Print(string(r), " ", unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsPunct(r), unicode.IsPrint(r), unicode.IsSymbol(r), unicode.IsControl(r), unicode.IsMark(r), " ", string(unicode.ToUpper(r)), string(unicode.ToLower(r)), "\n")
	}
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.Is(unicode.Cyrillic, 'я'), unicode.In('a', unicode.Latin, unicode.Greek), unicode.MaxRune, unicode.ReplacementChar)
	s := "aé世😀\xff"
	fmt.Println(utf8.RuneCountInString(s), utf8.ValidString(s), utf8.ValidString("ok"), utf8.RuneLen('世'), utf8.RuneLen(-1))
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		fmt.Print(r, ":", n, " ")
		s = s[n:]
	}
	fmt.Println(utf8.DecodeLastRuneInString("aé"))
	b := utf8.AppendRune(nil, 'é')
	fmt.Println(b, utf8.FullRune(b[:1]), utf8.RuneStart(b[1]), utf8.EncodeRune(make([]byte, 4), '😀'), utf8.RuneError, utf8.UTFMax)
}
