// An import of C that nothing uses is no error.
package main

import "C"

func main() {
	println("fine")
}
