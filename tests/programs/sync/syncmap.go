// sync.Map's operations.
package main

import (
	"fmt"
	"slices"
	"sync"
)

func main() {
	var m sync.Map
	m.Store("a", 1)
	m.Store("b", 2)
	fmt.Println(m.Load("a"))
	fmt.Println(m.Load("z"))
	fmt.Println(m.LoadOrStore("a", 100))
	fmt.Println(m.LoadOrStore("c", 3))
	fmt.Println(m.LoadAndDelete("b"))
	fmt.Println(m.LoadAndDelete("b"))
	fmt.Println(m.Swap("a", 10))
	fmt.Println(m.CompareAndSwap("a", 10, 11), m.CompareAndSwap("a", 10, 12))
	fmt.Println(m.CompareAndDelete("c", 4), m.CompareAndDelete("c", 3))
	m.Store(5, "five")
	keys := []string{}
	m.Range(func(k, v any) bool {
		keys = append(keys, fmt.Sprint(k, "=", v))
		return true
	})
	slices.Sort(keys)
	fmt.Println(keys)
	n := 0
	m.Range(func(k, v any) bool { n++; return false })
	m.Delete("a")
	m.Clear()
	_, ok := m.Load(5)
	fmt.Println(n, ok)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() { m.Store(i%10, i); m.Load(i) })
	}
	wg.Wait()
	c := 0
	m.Range(func(_, _ any) bool { c++; return true })
	fmt.Println(c)
}
