// Time passes while sleeping and only forwards.
package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	time.Sleep(20 * time.Millisecond)
	e := time.Since(start)
	fmt.Println(e >= 20*time.Millisecond, e < 10*time.Second, time.Until(start) < 0, time.Now().After(start))
	fmt.Println(time.Now().Sub(start) >= e)
}
