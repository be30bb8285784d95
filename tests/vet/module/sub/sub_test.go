package sub_test

import (
	"testing"

	"example.com/m/sub"
)

func ExampleS()           {}
func ExampleS_M()         {}
func ExampleS_A()         {}
func ExampleS_N()         {}
func ExampleS_lower()     {}
func ExampleS_M_lower()   {}
func ExampleS_M_Upper()   {}
func ExampleT()           {}
func ExampleNew()         {}
func ExampleNew_two()     {}
func ExampleNew_Two()     {}

func TestOut(t *testing.T) {
	sub.Logf("%s", 1)
	go t.Skip()
}
