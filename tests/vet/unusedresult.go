// Calls whose result is all they do.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"
)

type E struct{}

func (E) Error() string   { return "" }
func (E) String() string  { return "" }
func (*E) GoString() string { return "" }

type mine struct{}

func (mine) Error() int         { return 1 }
func (mine) String(int) string  { return "" }

func wrong(e error, s fmt.Stringer, v E, b *bytes.Buffer) {
	fmt.Sprintf("x")
	fmt.Sprint("x")
	fmt.Sprintln("x")
	fmt.Errorf("x")
	errors.New("x")
	sort.Reverse(nil)
	context.WithValue(context.Background(), 1, 2)
	slices.Clone([]int{})
	slices.Contains([]int{}, 1)
	slices.Sorted(maps.Keys(map[int]int{}))
	maps.Clone(map[int]int{})
	slices.Index([]int{1}, 2)
	slices.Max([]int{1})
	slices.Compact([]int{1})
	slices.Insert([]int{1}, 0, 1)
	slices.Delete([]int{1}, 0, 1)
	slices.Equal([]int{}, []int{})
	maps.Values(map[int]int{})
	maps.Equal(map[int]int{}, map[int]int{})
	slices.Collect(maps.Keys(map[int]int{}))
	e.Error()
	s.String()
	v.Error()
	v.String()
	b.String()
	time.Second.String()
	(fmt.Sprint("x"))
	(fmt.Sprint)("x")
	fmt.Append(nil, "x")
	fmt.Appendf(nil, "x")
	fmt.Appendln(nil, "x")
	slices.Concat([]int{1})
	slices.Clip([]int{1})
	slices.Grow([]int{1}, 1)
	slices.BinarySearch([]int{1}, 1)
	slices.Repeat([]int{1}, 1)
	slices.Values([]int{1})
	slices.Min([]int{1})
	context.WithCancel(context.Background())
	context.WithDeadline(context.Background(), time.Now())
	context.WithTimeout(context.Background(), 1)
	errors.Join(e)
	errors.Unwrap(e)
	errors.Is(e, e)
	strings.ToUpper("x")
	strings.Repeat("x", 1)
	context.Background()
	context.WithoutCancel(context.Background())
	(*E).GoString(nil)
	E.Error(v)
	slices.Clone[[]int](nil)
}

func right(m mine) {
	_ = fmt.Sprint("x")
	m.Error()
	m.String(1)
	fmt.Println("x")
	fmt.Printf("x\n")
	defer fmt.Sprint("x")
	go fmt.Sprint("x")
	slices.Sort([]int{})
	slices.Reverse([]int{})
	f := fmt.Sprint
	f("x")
	(&E{}).GoString()
}

func main() {}
