// Recovered values keep their dynamic types.
package main

import (
	"errors"
	"fmt"
)

type T struct{ a int }

func main() {
	for _, v := range []any{1, "s", 2.5, T{3}, &T{4}, errors.New("e"), []int{1}} {
		func() {
			defer func() {
				switch r := recover().(type) {
				case error:
					fmt.Println("error", r)
				case int, string, float64:
					fmt.Printf("basic %T %v\n", r, r)
				case T:
					fmt.Println("T", r.a)
				case *T:
					fmt.Println("*T", r.a)
				default:
					fmt.Printf("other %T\n", r)
				}
			}()
			panic(v)
		}()
	}
}
