// Searching and testing.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	s := "chicken soup, chicken wings"
	fmt.Println(strings.Contains(s, "soup"), strings.ContainsRune(s, 'w'), strings.ContainsAny(s, "xyz"), strings.ContainsFunc(s, unicode.IsUpper))
	fmt.Println(strings.Index(s, "chicken"), strings.LastIndex(s, "chicken"), strings.IndexByte(s, 's'), strings.LastIndexByte(s, 'c'), strings.IndexRune("héé", 'é'), strings.IndexAny(s, ",s"), strings.LastIndexAny(s, "ck"), strings.IndexFunc(s, unicode.IsSpace), strings.Index(s, ""), strings.Index("", "x"))
	fmt.Println(strings.Count(s, "chicken"), strings.Count("aaaa", "aa"), strings.Count("é!", ""), strings.HasPrefix(s, "chick"), strings.HasSuffix(s, "wing"))
	fmt.Println(strings.EqualFold("Straße", "STRASSE"), strings.EqualFold("Go", "GO"), strings.EqualFold("σ", "ς"), strings.Compare("a", "b"))
	fmt.Println(strings.Cut("key=value=x", "="))
	fmt.Println(strings.Cut("none", "="))
	fmt.Println(strings.CutPrefix("prefix-x", "prefix-"))
	fmt.Println(strings.CutSuffix("x.go", ".go"))
}
