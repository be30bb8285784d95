// Value type where the pointer type is asserted.
package main

import (
	"fmt"
)

type T struct{}

func main() {
	var x any = T{}
	fmt.Println(x.(*T))
}
