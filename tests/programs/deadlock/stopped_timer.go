// A stopped timer is no reason to wait.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop())
	<-t.C
}
