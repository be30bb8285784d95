package ext_test

import (
	"fmt"
	"testing"

	"example/ext"
)

func TestOutside(t *testing.T) {
	if got := ext.Double(3); got != 7 {
		t.Fatalf("Double(3) = %d", got)
	}
}

func ExampleDouble() {
	fmt.Println(ext.Double(2))
	// Output: 4
}
