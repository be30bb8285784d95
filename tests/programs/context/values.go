// Values are found through the chain.
package main

import (
	"context"
	"fmt"
)

func main() {
	type key string
	ctx := context.WithValue(context.Background(), key("user"), "ann")
	ctx2, cancel := context.WithCancel(context.WithValue(ctx, key("id"), 7))
	defer cancel()
	ctx3 := context.WithValue(ctx2, key("user"), "bob")
	fmt.Println(ctx3.Value(key("user")), ctx3.Value(key("id")), ctx2.Value(key("user")), ctx3.Value("user"))
	func() {
		defer func() { fmt.Println(recover()) }()
		context.WithValue(ctx, []int{}, 1)
	}()
	fmt.Println(context.Background(), context.TODO())
}
