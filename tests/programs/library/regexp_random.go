// Regular expressions: what is refused and why, random ones on random text, replacing.
package main

import (
	"fmt"
	"hash/fnv"
	"math/rand"
	"regexp"
	"strings"
)

var rnd = rand.New(rand.NewSource(3))

func pick(s ...string) string { return s[rnd.Intn(len(s))] }

func pattern(depth int) string {
	if depth == 0 {
		return pick("a", "b", "c", "ab", ".", "[ab]", "[^a]", `\w`, `\b`, `\B`, "^", "$", "", "é", `\d`, `(?i:A)`, "[[:alpha:]]", `\s`, "(?m:^)", "(?m:$)", `\pL`, "[a-c]")
	}
	switch rnd.Intn(8) {
	case 0, 1:
		return pattern(depth-1) + pattern(depth-1)
	case 2:
		return pattern(depth-1) + "|" + pattern(depth-1)
	case 3:
		return "(" + pattern(depth-1) + ")"
	case 4:
		return "(?:" + pattern(depth-1) + ")" + pick("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}")
	case 5:
		return "(" + pattern(depth-1) + ")" + pick("*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}")
	case 6:
		return pick("(?i)", "(?s)", "(?m)", "(?U)", "(?-s)") + pattern(depth-1)
	}
	return "(?P<n>" + pattern(depth-1) + ")"
}

func subject() string {
	var b strings.Builder
	for range rnd.Intn(14) {
		b.WriteString(pick("a", "b", "c", "A", "ab", "\n", " ", "é", "1", "_", "\xff", "x"))
	}
	return b.String()
}

func main() {
	bad := []string{"", "a", "*", "+a", "?", "a**", "a*+", "a*?+", "a{2}{3}", "a{1001}", "a{2,1}", "a{,2}", "a{", "a{1", "a{1,", "a{x}", "a{00}", "a{01}", "(", ")", "(a", "a)", "((a)", "[", "[a", "[]", "[]a]", "[^]a]", "[^]", "[b-a]", "[a-]", "[-a]", "[a-b-c]", "[[:foo:]]", "[[:alpha:]", "[[:^alpha:]_]", `\`, `a\`, `\8`, `\1`, `\01`, `\12`, `\123`, `\x`, `\x4`, `\x41`, `\x{41}`, `\x{`, `\x{}`, `\x{110000}`, `\x{4g}`, `\C`, `\q`, `\Q.*\E+`, `\Qab`, `\Q`, `\pL`, `\pX`, `\p{Greek}`, `\p{^Greek}`, `\P{Greek}`, `\p{greek}`, `\p{Foo}`, `\p{`, `\p`, `\pé`, `\p{Any}`, `\p{L_u}`, "(?", "(?i", "(?i)", "(?i)*", "a(?i)*", "(?z)", "(?i-)", "(?--i)", "(?-i-s)", "(?:", "(?:a", "(?P", "(?P<", "(?P<a", "(?P<a>", "(?P<a>b)", "(?P<>b)", "(?P<a-b>c)", "(?<n>x)", "(?<", "(?<n", "(?P=n)", "(?=a)", "(?!a)", "(?<=a)", "(?P<n>a)(?P<n>b)", "a||b", "|", "||", "(|)", "()", "(*)", "(|*)", "^*", "$+", `\b*`, "(a{500}){3}", "((a{100}){10}){2}", "(?:a{10}){100}", "(?:a{10}){101}", "\xff", "a\xff", "[\xff]", "[a-\xff]", "(?\xff)", "(?P<\xff>a)", `\` + "\xff", "x{0}", "x{0,0}", "x{1}", "a{1000}", "[[:word:]]+", "[[.a.]]", "[a&&b]", `[\d\D]`, `[^\d\D]`, `[\w-x]`, `[a-\d]`, `[\pL\d]`, `[^\pL]`, `\a\f\n\r\t\v`, `\_`, `\-`, `\é`, "(?i)[k]", "(?i)[^k]", "(?i)K\u212a", "(?i)ſ", `(?i)\pLu`, `(?i)\p{Lu}`, `(?i)[[:upper:]]`, `(?i)\W`, "(?s).", "(?U)a*", "(?U)a*?", "(?m)^a$", "(?-m)^", "(?i)(?-i)a", "((((((((((a))))))))))", strings.Repeat("(", 1001) + "a" + strings.Repeat(")", 1001), strings.Repeat("(", 300), strings.Repeat("a?", 60) + strings.Repeat("a", 60)}
	for _, p := range bad {
		re, err := regexp.Compile(p)
		name := p
		if len(name) > 100 {
			name = name[:100]
		}
		if err != nil {
			s := err.Error()
			fmt.Printf("%q: %s\n", name, s[:min(len(s), 200)])
		} else {
			pre, all := re.LiteralPrefix()
			fmt.Printf("%q ok %q %v %d %q %q\n", name, pre, all, re.NumSubexp(), re.SubexpNames()[re.NumSubexp()], re.FindAllStringSubmatchIndex("aAbBkKſ\u212aΑα1_é\n-ab.*", -1))
		}
		re, err = regexp.CompilePOSIX(p)
		if err != nil {
			s := err.Error()
			fmt.Printf("posix %s\n", s[:min(len(s), 200)])
		} else {
			fmt.Printf("posix ok %q\n", re.FindAllStringIndex("aAbBk1_é\n-ab.*", -1))
		}
	}
	for round := range 60 {
		h := fnv.New64a()
		var last string
		for range 40 {
			p := pattern(rnd.Intn(5))
			re, err := regexp.Compile(p)
			if err != nil {
				fmt.Fprintln(h, err)
				last = fmt.Sprint(p, err)
				continue
			}
			s := subject()
			if round%3 == 1 {
				re.Longest()
			}
			if round%3 == 2 {
				s = strings.Repeat(s, 3) + strings.Repeat("xyz ", 20)
			}
			b := []byte(s)
			out := fmt.Sprintf("%q %q %v %q %v %q %q %q %q %v", p, s, re.MatchString(s), re.FindString(s), re.FindStringSubmatchIndex(s), re.FindStringSubmatch(s), re.FindAllString(s, -1), re.FindAllStringSubmatch(s, 3), re.FindAll(b, 2), re.FindAllSubmatchIndex(b, -1))
			out += fmt.Sprintf(" %q %q %q %q %q", re.ReplaceAllString(s, "<$0|$1|${n}|$n_|$$|$>"), re.ReplaceAllLiteralString(s, "$1"), re.ReplaceAllStringFunc(s, strings.ToUpper), re.ReplaceAll(b, []byte("[$1]")), re.Split(s, -1))
			out += fmt.Sprintf(" %q %v %v", re.Split(s, 2), re.FindReaderSubmatchIndex(strings.NewReader(s)), re.FindReaderIndex(strings.NewReader(s)))
			fmt.Fprintln(h, out)
			last = out
		}
		fmt.Printf("%d %x %s\n", round, h.Sum64(), last)
	}
	re := regexp.MustCompile(`(?P<first>\w+)\s+(?P<last>\w+)(x)?`)
	fmt.Println(re.SubexpNames(), re.SubexpIndex("last"), re.SubexpIndex("no"), re.SubexpIndex(""), re)
	src := "John Smith, Jane Doe"
	for _, t := range []string{"$last $first", "${first}s", "$firsts", "$1$2$3", "$10", "${10}", "$", "$$", "a$", "${", "${first", "${}", "$-", "${1", "$01", "${-}", "$é", "$1x $2"} {
		fmt.Printf("%q %q\n", t, re.ReplaceAllString(src, t))
		fmt.Printf("%q\n", re.ExpandString([]byte("x:"), t, src, re.FindStringSubmatchIndex(src)))
	}
	fmt.Println(regexp.QuoteMeta("a.b*[c]$^+?{}()|\\-é"))
	text, err := re.MarshalText()
	fmt.Println(string(text), err, new(regexp.Regexp).UnmarshalText([]byte("a(")))
	fmt.Println(regexp.MatchString("a+", "baaa"))
	fmt.Println(regexp.MatchString("a(", "baaa"))
	fmt.Printf("%q %q %v %v\n", re.FindSubmatch([]byte(src)), re.FindAllSubmatch([]byte(src), -1), re.Find([]byte("x")) == nil, re.FindStringSubmatch("x") == nil)
	for _, f := range []func(){func() { regexp.MustCompile("a(`") }, func() { regexp.MustCompilePOSIX("*") }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	long := strings.Repeat("ab", 3000) + "c"
	fmt.Println(regexp.MustCompile("(a|b)*c").FindStringSubmatchIndex(long), regexp.MustCompile("(?:a?b?)*?c$").FindStringIndex(long), regexp.MustCompile("b(ab)+?c").FindStringIndex(long), len(regexp.MustCompile("b").Split(long, -1)))
	fmt.Println(regexp.MustCompile("(a*)*b|(a|aa)+$").FindStringSubmatchIndex(strings.Repeat("a", 2000)))
	fmt.Println(regexp.MustCompile("^(a+)+$").MatchString(strings.Repeat("a", 5000) + "b"))
}
