// Imported and not used, with and without a name.
package main

import (
	"fmt"
	"os"
	str "strings"
	_ "sort"
)

func main() { fmt.Println() }
