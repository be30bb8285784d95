// Tests run by a main function of the program's own tell only of what fails.
package main

import (
	"fmt"
	"testing"
)

func testPass(t *testing.T) { t.Log("not seen"); t.Run("sub", func(t *testing.T) { t.Log("neither") }) }
func testSkip(t *testing.T) { t.Skip("not now") }
func testFail(t *testing.T) {
	t.Log("before")
	t.Run("good", func(t *testing.T) { t.Log("in good") })
	t.Run("bad", func(t *testing.T) {
		t.Log("in bad")
		fmt.Println("printed", testing.Verbose())
		t.Run("deep", func(t *testing.T) { t.Error("deep\nerror") })
		t.Run("deep2", func(t *testing.T) { t.Parallel(); t.Error("par") })
	})
	t.Log("after")
}
func testAttr(t *testing.T) { t.Attr("k", "v") }

func main() {
	match := func(pat, str string) (bool, error) { return true, nil }
	testing.Main(match, []testing.InternalTest{
		{Name: "Pass", F: testPass}, {Name: "Skip", F: testSkip}, {Name: "Fail", F: testFail}, {Name: "Attr", F: testAttr},
	}, nil, nil)
}
