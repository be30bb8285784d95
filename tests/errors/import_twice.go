// The same package imported twice.
package main

import "fmt"
import "fmt"

func main() { fmt.Println() }
