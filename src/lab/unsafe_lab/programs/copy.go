// string(b) copies
//
// A conversion gives the string bytes of its own: one block more, every byte moved once. What
// happens to the slice afterwards is no concern of the string.
package main

import "fmt"

func main() {
	b := []byte("copied for safety")
	// ◆ before: One array, and b owns it.
	s := string(b)
	// ◆ during: s points at bytes of its
	// own. This is what a conversion
	// costs.
	b[0] = 'C'
	// ◆ after: The write is seen through b
	// only.
	fmt.Println(string(b))
	fmt.Println(s)
}
