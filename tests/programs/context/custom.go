// A context type of one's own.
package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

type ctxKey int
type upper struct{ context.Context }

func (u upper) Value(k any) any {
	if s, ok := u.Context.Value(k).(string); ok {
		return strings.ToUpper(s)
	}
	return u.Context.Value(k)
}

func main() {
	base, cancel := context.WithCancel(context.WithValue(context.Background(), ctxKey(1), "abc"))
	u := upper{base}
	child, cancel2 := context.WithTimeout(u, time.Hour)
	defer cancel2()
	fmt.Println(child.Value(ctxKey(1)), child.Value(ctxKey(2)))
	cancel()
	<-child.Done()
	fmt.Println(child.Err())
}
