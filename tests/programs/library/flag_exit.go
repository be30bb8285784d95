// A set of flags that ends the program when an argument is bad.
package main

import (
	"flag"
	"fmt"
)

func main() {
	f := flag.NewFlagSet("tool", flag.ExitOnError)
	n := f.Int("n", 1, "how many")
	f.Parse([]string{"-n", "2", "rest"})
	fmt.Println(*n, f.Args())
	defer fmt.Println("deferred calls are not made")
	f.Parse([]string{"-n", "two"})
	fmt.Println("not reached")
}
