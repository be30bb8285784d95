// Arguments, streams and the environment's edge.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	fmt.Println(len(os.Args), os.Args[0] != "")
	os.Stdout.WriteString("direct\n")
	os.Stdout.Write([]byte("bytes\n"))
	fmt.Fprintln(os.Stderr, "an error line")
	_, err := os.Stdout.Write(nil)
	fmt.Println(err, os.ErrNotExist, errors.Is(os.ErrExist, os.ErrExist))
	defer fmt.Println("not printed")
	os.Exit(4)
}
