// A map key that is lost
//
// A map keeps an entry where the hash of its key says. If the key's bytes change, the entry stays
// where it was: the old key no longer compares equal, and the new one is looked for elsewhere.
package main

import (
	"fmt"
	"strconv"
	"unsafe"
)

func main() {
	m := map[string]int{}
	for i := range 12 {
		m["other"+strconv.Itoa(i)] = i
	}
	b := []byte("key")
	k := unsafe.String(&b[0], len(b))
	m[k] = 99
	var old, now bool
	// ◆ before: The entry is found: its
	// key's bytes are those of b.
	b[0] = 'h'
	// ◆ during: The key in the map reads
	// "hey", but it lies where "key"
	// belongs.
	_, old = m["key"]
	_, now = m["hey"]
	// ◆ after: Neither is found, and the
	// entry can never be deleted.
	delete(m, k)
	fmt.Println(len(m), old, now)
}
