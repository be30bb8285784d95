// Sorting with package sort.
package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
}
type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func main() {
	a := []int{5, 2, 8, 1, 9, 3}
	sort.Ints(a)
	fmt.Println(a, sort.IntsAreSorted(a), sort.SearchInts(a, 8), sort.SearchInts(a, 4))
	sort.Sort(sort.Reverse(sort.IntSlice(a)))
	fmt.Println(a)
	p := []person{{"a", 30}, {"b", 20}, {"c", 30}, {"d", 20}, {"e", 10}}
	sort.Stable(byAge(p))
	fmt.Println(p)
	sort.SliceStable(p, func(i, j int) bool { return p[i].age > p[j].age })
	fmt.Println(p)
	s := []string{"banana", "apple", "cherry"}
	sort.Strings(s)
	f := []float64{2.5, math.Inf(-1), 1, math.NaN()}
	sort.Float64s(f)
	fmt.Println(s, f, sort.Search(100, func(i int) bool { return i*i >= 50 }))
	big := make([]int, 1000)
	x := uint32(1)
	for i := range big {
		x = x*1664525 + 1013904223
		big[i] = int(x >> 16)
	}
	sort.Slice(big, func(i, j int) bool { return big[i] < big[j] })
	fmt.Println(sort.IntsAreSorted(big), big[0], big[999])
	i, found := sort.Find(len(s), func(i int) int { return strings.Compare("banana", s[i]) })
	fmt.Println(i, found)
}
