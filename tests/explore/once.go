// explore: N=2 executions=2 outcomes=2
// explore: N=3 executions=3 outcomes=3
// explore: N=5 executions=5 outcomes=5
package main

import (
	"fmt"
	"sync"
)

const N = 3

var (
	once sync.Once
	wg   sync.WaitGroup
	who  int
)

func main() {
	wg.Add(N)
	for i := range N {
		go func() {
			once.Do(func() { who = i })
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(who)
}
