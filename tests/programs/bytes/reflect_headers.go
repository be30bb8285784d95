// reflect.StringHeader and SliceHeader over the user's own values.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

func main() {
	s := "aliased"
	sh := (*reflect.StringHeader)(unsafe.Pointer(&s))
	var b []byte
	bh := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	bh.Data, bh.Len, bh.Cap = sh.Data, sh.Len, sh.Len
	fmt.Println(string(b), len(b), cap(b), &b[0] == unsafe.StringData(s))
	fmt.Println(unsafe.Sizeof(*sh), unsafe.Sizeof(*bh), unsafe.Offsetof(bh.Len), unsafe.Offsetof(bh.Cap))
	bh.Len = 3
	fmt.Println(string(b))
	sh.Len = 2
	fmt.Println(s)
}
