// Background's Done channel is nil.
package main

import (
	"context"
	"fmt"
)

func main() {
	fmt.Println(context.Background().Done() == nil)
	<-context.Background().Done()
}
