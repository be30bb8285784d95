// Sorting a reinterpretation sorts the original.
package main

import (
	"fmt"
	"slices"
	"unsafe"
)

type id int32
type key struct{ n int32 }

func main() {
	ids := []id{5, 3, 9, 1}
	slices.Sort(unsafe.Slice((*int32)(unsafe.Pointer(&ids[0])), len(ids)))
	fmt.Println(ids)
	k := *(*[]key)(unsafe.Pointer(&ids))
	slices.Reverse(k)
	fmt.Println(ids, k)
	b := []byte("mississippi")
	s := unsafe.String(&b[0], len(b))
	slices.Sort(b)
	fmt.Println(s)
	half := b[:6]
	slices.Reverse(half)
	fmt.Println(s, len(slices.Compact(b[:4])), s)
}
