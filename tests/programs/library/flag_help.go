// Asked for help, a set of flags ends the program well.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	f := flag.NewFlagSet("tool", flag.ExitOnError)
	f.SetOutput(os.Stdout)
	f.Duration("wait", 0, "how `long` to wait")
	f.Parse([]string{"-h"})
	fmt.Println("not reached")
}
