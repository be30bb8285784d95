// Package words hands out C's strings.
package words

// #include <string.h>
import "C"

func New(s string) *C.char { return C.CString(s) }

func Text(p *C.char) string { return C.GoString(p) }

func Count(p *C.char) C.int {
	if p == nil {
		return 0
	}
	return C.int(C.strlen(p))
}
