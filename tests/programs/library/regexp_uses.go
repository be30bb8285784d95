// Regular expressions as programs use them: logs, templates, one expression in many goroutines.
package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

const log = `2024-05-01T10:00:00Z INFO  [server] started port=8080
2024-05-01T10:00:01Z WARN  [db.pool] slow query took=1.5s id=42
2024-05-01T10:00:02Z ERROR [server] request failed path="/a b" status=500
not a line of the log
2024-05-01T10:00:03Z INFO  [db.pool] idle=3`

func main() {
	line := regexp.MustCompile(`(?m)^(?P<time>\S+)\s+(?P<level>[A-Z]+)\s+\[(?P<part>[\w.]+)\]\s+(?P<rest>.*)$`)
	pair := regexp.MustCompile(`(\w+)=("[^"]*"|\S+)`)
	for _, m := range line.FindAllStringSubmatch(log, -1) {
		fmt.Printf("%s %s %s\n", m[line.SubexpIndex("time")], m[line.SubexpIndex("level")], m[line.SubexpIndex("part")])
		for _, kv := range pair.FindAllStringSubmatch(m[line.SubexpIndex("rest")], -1) {
			fmt.Printf("\t%s -> %s\n", kv[1], kv[2])
		}
	}
	fmt.Println(line.NumSubexp(), line.SubexpNames(), line)
	fmt.Println(line.ReplaceAllString(log, "${level}:${part} $1"))

	date := regexp.MustCompile(`(\d{4})-(\d{2})-(\d{2})`)
	fmt.Println(date.ReplaceAllString("on 2024-05-01 and 1999-12-31", "$3.$2.$1"))
	fmt.Println(date.ReplaceAllStringFunc("on 2024-05-01", strings.ToUpper))
	fmt.Printf("%q\n", regexp.MustCompile(`\s*[,;]\s*`).Split("a , b;c,d ;  e", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`a*`).Split("baaab", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`(?i)go(lang)?`).FindAllString("Go, golang and GOPHER", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`\p{Greek}+|\p{Lu}\p{Ll}*`).FindAllString("Ελλάδα and Ärger, δέκα", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).FindAllString(`x = "a\"b" + "c"`, -1))
	fmt.Println(regexp.MustCompile(`^[\w.+-]+@[\w-]+\.[\w.]+$`).MatchString("some.one+tag@example.co.uk"))

	// Leftmost-first and leftmost-longest.
	re := regexp.MustCompile(`a|ab|abc`)
	fmt.Println(re.FindString("abcd"))
	re.Longest()
	fmt.Println(re.FindString("abcd"), regexp.MustCompilePOSIX(`a|ab|abc`).FindString("abcd"))
	fmt.Println(regexp.MustCompile(`(a+)(a*?)(b?)`).FindStringSubmatch("aaab"))

	// Hard for whoever tries one way after the other.
	fmt.Println(regexp.MustCompile(`^(a|a|b)*c$`).MatchString(strings.Repeat("ab", 2000)))
	fmt.Println(len(regexp.MustCompile(`(x+x+)+y`).FindAllString(strings.Repeat("x", 4000)+"z", -1)))

	word := regexp.MustCompile(`\b\w{3}\b`)
	var wg sync.WaitGroup
	counts := make([]int, 8)
	for i := range counts {
		wg.Go(func() { counts[i] = len(word.FindAllString(strings.Repeat("the cat sat on a mat ", i), -1)) })
	}
	wg.Wait()
	fmt.Println(counts, slices.Max(counts))
	for _, bad := range []string{`(`, `[a`, `*a`, `a{2,1}`, `\p{Nope}`, `(?P<x`, `a**`, `\8`} {
		_, err := regexp.Compile(bad)
		fmt.Println(err)
	}
}
