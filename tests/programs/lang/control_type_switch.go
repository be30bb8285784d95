// Type switches in every form.
package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	type T struct{ n int }
	describe := func(x any) string {
		switch v := x.(type) {
		case nil:
			return "nil"
		case int:
			return fmt.Sprint("int ", v+1)
		case string, []byte:
			return fmt.Sprintf("text %s", v)
		case error:
			return "error " + v.Error()
		case func() int:
			return fmt.Sprint("func ", v())
		case T:
			return fmt.Sprint("T ", v.n)
		case *T:
			return fmt.Sprint("*T ", v.n)
		case []int:
			return fmt.Sprint("slice ", len(v))
		case map[string]int:
			return fmt.Sprint("map ", v["a"])
		case interface{ String() string }:
			return "stringer " + v.String()
		default:
			return fmt.Sprintf("other %T", v)
		}
	}
	for _, x := range []any{nil, 1, "s", []byte("b"), errors.New("e"), func() int { return 4 }, T{5}, &T{6}, []int{1, 2}, map[string]int{"a": 7}, time.Second, 2.5, int8(3), struct{}{}} {
		fmt.Println(describe(x))
	}
	var e error
	switch e.(type) {
	case error:
		fmt.Println("never")
	case nil:
		fmt.Println("nil error")
	}
	switch y := any(1); z := y.(type) {
	case int, int8:
		fmt.Printf("%T %v\n", z, z)
	}
}
