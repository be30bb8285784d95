// Print, Println, Sprint: where spaces go.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Print("a", "b", 1, 2, "c", 3.5, nil, nil, 'x', "\n")
	fmt.Print(1, 2, 3, "\n")
	fmt.Println("a", 1, true, nil, []int{1}, "b")
	fmt.Println()
	s := fmt.Sprint("x", 1, 2, "y") + fmt.Sprintln("z", 3) + fmt.Sprint() + fmt.Sprint(nil)
	fmt.Printf("%q\n", s)
	n, err := fmt.Fprintf(os.Stdout, "%d bytes\n", 7)
	fmt.Println(n, err)
	b := fmt.Appendf(nil, "%03d", 7)
	b = fmt.Append(b, "x", 1)
	b = fmt.Appendln(b, true)
	fmt.Printf("%q\n", b)
	fmt.Fprintln(os.Stderr, "to stderr", 1)
	fmt.Fprint(os.Stderr, "no newline", 2, "\n")
}
