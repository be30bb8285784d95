// Wrong verbs and argument counts.
package main

import (
	"fmt"
)

func main() {
	args := []any{1, "s"}
	f := "%d"
	fmt.Printf(f+" %s %!\n", args...)
	f = "%d %d\n"
	fmt.Printf(f, 1)
	fmt.Printf(f, "a", 2, 3)
	f = "%z %d %s %t\n"
	fmt.Printf(f, 1, "x", 2, "y")
	f = "%.*d|%*d|%[5]d|%[x]d|%-+ #0v|%"
	fmt.Printf(f, "p", 1, 1<<30, 2, 3)
	fmt.Println()
	f = "%s %d\n"
	fmt.Printf(f, []int{1}, []string{"a"})
	fmt.Printf(f, struct{ a, b any }{1, nil}, map[string]any{"k": 2.5})
	fmt.Printf(f, nil, nil)
}
