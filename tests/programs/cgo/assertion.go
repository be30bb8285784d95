// A type assertion that fails names C's types as cgo does.
package main

import "C"

import "fmt"

func main() {
	var v interface{} = C.int(3)
	fmt.Println(v.(C.int))
	fmt.Println(v.(C.long))
}
