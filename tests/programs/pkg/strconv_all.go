// Numbers to text and back.
package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(255, 2), strconv.FormatInt(-255, 16), strconv.FormatUint(math.MaxUint64, 36))
	for _, s := range []string{"12", "-0x1f", "1_000", "", "abc", "99999999999999999999", "+5", "0b101", "1.5"} {
		a, err := strconv.Atoi(s)
		b, err2 := strconv.ParseInt(s, 0, 64)
		fmt.Println(a, err, b, err2)
	}
	fmt.Println(strconv.ParseInt("300", 10, 8))
	fmt.Println(strconv.ParseUint("-1", 10, 64))
	fmt.Println(strconv.ParseInt("zz", 36, 64))
	for _, s := range []string{"3.25", "1e400", "-inf", "NaN", "0x1p-2", ".5", "1e", "1_0.5", "123456789012345678901234567890"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	f32, _ := strconv.ParseFloat("0.1", 32)
	fmt.Println(f32, strconv.FormatFloat(1.0/3, 'f', 4, 64), strconv.FormatFloat(1e21, 'g', -1, 64), strconv.FormatFloat(0.1, 'e', -1, 32), strconv.FormatFloat(255, 'b', -1, 64), strconv.FormatFloat(255.5, 'x', -1, 64))
	fmt.Println(strconv.ParseBool("T"))
	fmt.Println(strconv.ParseBool("yes"))
	fmt.Println(strconv.Quote("a\t\"é\x00\u2028"), strconv.QuoteToASCII("é世"), strconv.QuoteRune('\n'), strconv.FormatBool(true))
	fmt.Println(strconv.Unquote(`"a\tb\u00e9"`))
	fmt.Println(strconv.Unquote("`raw`"))
	fmt.Println(strconv.Unquote("'x"))
	fmt.Println(string(strconv.AppendInt([]byte("n="), 5, 10)), string(strconv.AppendQuote(nil, "q")), strconv.CanBackquote("a`"))
}
