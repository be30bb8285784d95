// 5. reflect's Pointer and UnsafeAddr
//
// They answer with a uintptr, so that nobody gets a pointer without importing unsafe. It has to be
// converted in the same expression; the broken way stores it first.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

func main() {
	n := new(int)
	*n = 5
	// ◆ before: A pointer, about to be
	// looked at by reflect.
	p := (*int)(unsafe.Pointer(reflect.ValueOf(n).Pointer()))
	// ◆ pattern: Converted at once.
	u := reflect.ValueOf(n).Pointer()
	q := (*int)(unsafe.Pointer(u))
	// ◆ broken: Stored as a number in
	// between. UnsafePointer of
	// reflect.Value avoids the question.
	fmt.Println(*p, *q, p == q)
}
