// The slices package.
package main

import (
	"cmp"
	"fmt"
	"slices"
)

func main() {
	a := []int{3, 1, 2, 3}
	b := slices.Clone(a)
	slices.Sort(b)
	fmt.Println(a, b, slices.Contains(a, 2), slices.Index(a, 3), slices.Equal(a, b), slices.Compare(a, b), slices.Max(a), slices.Min(a))
	fmt.Println(slices.BinarySearch(b, 3))
	fmt.Println(slices.Compact(b), slices.Insert([]int{1, 4}, 1, 2, 3), slices.Delete([]int{0, 1, 2, 3}, 1, 3), slices.Replace([]int{1, 2, 3}, 0, 2, 9))
	slices.Reverse(a)
	fmt.Println(a, slices.IndexFunc(a, func(x int) bool { return x < 2 }), slices.ContainsFunc(a, func(x int) bool { return x > 5 }))
	p := []struct {
		n string
		a int
	}{{"x", 2}, {"y", 1}, {"z", 2}}
	slices.SortStableFunc(p, func(a, b struct {
		n string
		a int
	}) int {
		return cmp.Compare(a.a, b.a)
	})
	fmt.Println(p, slices.IsSorted(a), slices.Concat([]int{1}, []int{2, 3}), slices.Repeat([]string{"a"}, 3))
	fmt.Println(slices.Collect(slices.Values([]int{1, 2})), slices.DeleteFunc([]int{1, 2, 3, 4}, func(x int) bool { return x%2 == 0 }), slices.EqualFunc([]int{1}, []string{"1"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))
	fmt.Println(slices.Sorted(slices.Values([]string{"b", "a"})), cap(slices.Clip(make([]int, 2, 10))), cap(slices.Grow([]int{1}, 10)) >= 11)
	fmt.Println(slices.MaxFunc([]string{"a", "ccc", "bb"}, func(a, b string) int { return cmp.Compare(len(a), len(b)) }))
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Insert([]int{1}, 5, 2)
	}()
}
