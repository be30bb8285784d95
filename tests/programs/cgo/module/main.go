// Two packages with imports of C of their own: their types differ.
package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"unsafe"

	"example.com/cmod/words"
)

func main() {
	p := words.New("across")
	fmt.Printf("%T %T %T\n", p, words.Count(p), C.int(1))
	fmt.Println(words.Text(p), int(words.Count(p))+int(C.int(1)))
	C.free(unsafe.Pointer(p))
	var any interface{} = words.Count(nil)
	_, same := any.(C.int)
	fmt.Println(same)
}
