// A package that does not exist.
package main

import "no/such/pkg"

func main() { pkg.F() }
