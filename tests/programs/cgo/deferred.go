// free by defer, by go and in a loop; a panic frees on its way.
package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"sync"
	"unsafe"
)

func length(s string) int {
	p := C.CString(s)
	defer C.free(unsafe.Pointer(p))
	n := 0
	for c := unsafe.Pointer(p); *(*C.char)(c) != 0; c = unsafe.Add(c, 1) {
		n++
	}
	return n
}

func broken() (err error) {
	p := C.malloc(32)
	defer C.free(p)
	defer func() { err = fmt.Errorf("recovered: %v", recover()) }()
	var list []int
	(*[4]int)(p)[1] = list[3]
	return nil
}

func main() {
	total := 0
	for i := 0; i < 1000; i++ {
		total += length(fmt.Sprint(i))
	}
	fmt.Println(total)
	fmt.Println(broken())
	var wg sync.WaitGroup
	results := make([]int, 4)
	for i := range results {
		wg.Go(func() {
			p := C.malloc(C.size_t(8 * (i + 1)))
			defer C.free(p)
			all := unsafe.Slice((*int)(p), i+1)
			for k := range all {
				all[k] = k + i
			}
			for _, v := range all {
				results[i] += v
			}
		})
	}
	wg.Wait()
	fmt.Println(results)
	var none unsafe.Pointer
	C.free(none)
	C.free(nil)
	for range 3 {
		defer func(p unsafe.Pointer) {
			fmt.Println("last", *(*byte)(p))
			C.free(p)
		}(C.calloc(1, 1))
	}
}
