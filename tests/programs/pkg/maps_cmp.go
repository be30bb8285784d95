// Packages maps and cmp.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
)

func main() {
	m := map[string]int{"a": 1, "b": 2}
	c := maps.Clone(m)
	c["c"] = 3
	fmt.Println(maps.Equal(m, c), len(m), slices.Sorted(maps.Keys(c)), slices.Sorted(maps.Values(c)))
	maps.DeleteFunc(c, func(k string, v int) bool { return v%2 == 1 })
	maps.Copy(c, map[string]int{"z": 26})
	fmt.Println(c, maps.EqualFunc(m, m, func(a, b int) bool { return a == b }))
	maps.Insert(c, maps.All(m))
	fmt.Println(len(c), maps.Collect(slices.All([]string{"x"})))
	fmt.Println(cmp.Compare(1, 2), cmp.Compare("b", "a"), cmp.Compare(math.NaN(), 1), cmp.Less(1.5, 2), cmp.Or(0, 3, 5), cmp.Or("", "default"))
}
