// Package diff counts differences between what our library and Go's give.
package diff

import (
	"fmt"
	"os"
)

var (
	compared, different int
	shown               = map[string]int{}
)

// Eq compares as %#v shows, and prints the first few differences of each kind.
func Eq(what string, got, want any, args ...any) {
	compared++
	g, w := fmt.Sprintf("%#v", got), fmt.Sprintf("%#v", want)
	if g == w {
		return
	}
	different++
	if shown[what]++; shown[what] <= 3 {
		fmt.Printf("%s(%q)\n\tgot  %s\n\twant %s\n", what, args, g, w)
	}
}

// Count counts a comparison that the caller made and found no difference in.
func Count() { compared++ }

// Panics is f's result, or its panic as text.
func Panics(f func() any) (result any) {
	defer func() {
		if r := recover(); r != nil {
			result = fmt.Sprint("panic ", r)
		}
	}()
	return f()
}

// Text is the text of an error, empty if there is none.
func Text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Done reports, and exits.
func Done() {
	fmt.Printf("%d compared, %d different\n", compared, different)
	if different > 0 {
		os.Exit(1)
	}
	os.Exit(0)
}
