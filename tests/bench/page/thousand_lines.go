// A thousand lines of what programs are made of: what it takes from source to ready.
package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"
)

type Stack0[T any] struct {
	items []T
}

func (s *Stack0[T]) Push(v T) {
	s.items = append(s.items, v)
}

func (s *Stack0[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func stack0() string {
	var s Stack0[string]
	for _, w := range strings.Fields("the quick brown fox 0") {
		s.Push(w)
	}
	out := []string{}
	for {
		w, ok := s.Pop()
		if !ok {
			break
		}
		out = append(out, strings.ToUpper(w))
	}
	return strings.Join(out, "-")
}

type shape1 interface {
	area() float64
	name() string
}

type circle1 struct{ r float64 }
type rect1 struct{ w, h float64 }

func (c circle1) area() float64 { return math.Pi * c.r * c.r }
func (c circle1) name() string  { return "circle" }
func (r rect1) area() float64   { return r.w * r.h }
func (r rect1) name() string    { return "rect" }

func shapes1() string {
	list := []shape1{circle1{1.5}, rect1{2, 1}, circle1{0.25}}
	sort.Slice(list, func(a, b int) bool { return list[a].area() < list[b].area() })
	var b strings.Builder
	for k, s := range list {
		switch s := s.(type) {
		case circle1:
			fmt.Fprintf(&b, "%d:%s(%.2f) ", k, s.name(), s.r)
		case rect1:
			fmt.Fprintf(&b, "%d:%s(%gx%g) ", k, s.name(), s.w, s.h)
		}
	}
	return b.String()
}

var errLow2 = errors.New("balance too low 2")

type account2 struct {
	mu      sync.Mutex
	balance int
	log     []string
}

func (a *account2) withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < n {
		return fmt.Errorf("withdraw %d of %d: %w", n, a.balance, errLow2)
	}
	a.balance -= n
	a.log = append(a.log, "-"+strconv.Itoa(n))
	return nil
}

func bank2() string {
	a := &account2{balance: 100 + 2}
	var wg sync.WaitGroup
	failed := make(chan error, 10)
	for n := 10; n < 60; n += 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := a.withdraw(n); err != nil {
				failed <- err
			}
		}()
	}
	wg.Wait()
	close(failed)
	count := 0
	for err := range failed {
		if errors.Is(err, errLow2) {
			count++
		}
	}
	return fmt.Sprint(a.balance, " ", len(a.log), " ", count)
}

type node3 struct {
	key         int
	left, right *node3
}

func (n *node3) insert(key int) *node3 {
	if n == nil {
		return &node3{key: key}
	}
	if key < n.key {
		n.left = n.left.insert(key)
	} else if key > n.key {
		n.right = n.right.insert(key)
	}
	return n
}

func (n *node3) walk(visit func(int) bool) bool {
	return n == nil || n.left.walk(visit) && visit(n.key) && n.right.walk(visit)
}

func tree3() string {
	var root *node3
	seed := uint32(3)
	for range 50 {
		seed = seed*1664525 + 1013904223
		root = root.insert(int(seed >> 20))
	}
	sum, last := 0, -1
	root.walk(func(k int) bool {
		if k <= last {
			panic("out of order")
		}
		last = k
		sum += k
		return true
	})
	return strconv.Itoa(sum)
}

func pipeline4(ctx context.Context) string {
	gen := func(n int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for i := range n {
				select {
				case out <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
	square := func(in <-chan int) <-chan int {
		out := make(chan int, 2)
		go func() {
			defer close(out)
			for v := range in {
				out <- v * v
			}
		}()
		return out
	}
	counts := map[int]int{}
	for v := range square(square(gen(4 + 5))) {
		counts[v%7]++
	}
	keys := make([]int, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	text := ""
	for _, k := range keys {
		text += fmt.Sprintf("%d=%d;", k, counts[k])
	}
	return text
}

type Stack5[T any] struct {
	items []T
}

func (s *Stack5[T]) Push(v T) {
	s.items = append(s.items, v)
}

func (s *Stack5[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func stack5() string {
	var s Stack5[string]
	for _, w := range strings.Fields("the quick brown fox 5") {
		s.Push(w)
	}
	out := []string{}
	for {
		w, ok := s.Pop()
		if !ok {
			break
		}
		out = append(out, strings.ToUpper(w))
	}
	return strings.Join(out, "-")
}

type shape6 interface {
	area() float64
	name() string
}

type circle6 struct{ r float64 }
type rect6 struct{ w, h float64 }

func (c circle6) area() float64 { return math.Pi * c.r * c.r }
func (c circle6) name() string  { return "circle" }
func (r rect6) area() float64   { return r.w * r.h }
func (r rect6) name() string    { return "rect" }

func shapes6() string {
	list := []shape6{circle6{1.5}, rect6{2, 6}, circle6{0.25}}
	sort.Slice(list, func(a, b int) bool { return list[a].area() < list[b].area() })
	var b strings.Builder
	for k, s := range list {
		switch s := s.(type) {
		case circle6:
			fmt.Fprintf(&b, "%d:%s(%.2f) ", k, s.name(), s.r)
		case rect6:
			fmt.Fprintf(&b, "%d:%s(%gx%g) ", k, s.name(), s.w, s.h)
		}
	}
	return b.String()
}

var errLow7 = errors.New("balance too low 7")

type account7 struct {
	mu      sync.Mutex
	balance int
	log     []string
}

func (a *account7) withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < n {
		return fmt.Errorf("withdraw %d of %d: %w", n, a.balance, errLow7)
	}
	a.balance -= n
	a.log = append(a.log, "-"+strconv.Itoa(n))
	return nil
}

func bank7() string {
	a := &account7{balance: 100 + 7}
	var wg sync.WaitGroup
	failed := make(chan error, 10)
	for n := 10; n < 60; n += 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := a.withdraw(n); err != nil {
				failed <- err
			}
		}()
	}
	wg.Wait()
	close(failed)
	count := 0
	for err := range failed {
		if errors.Is(err, errLow7) {
			count++
		}
	}
	return fmt.Sprint(a.balance, " ", len(a.log), " ", count)
}

type node8 struct {
	key         int
	left, right *node8
}

func (n *node8) insert(key int) *node8 {
	if n == nil {
		return &node8{key: key}
	}
	if key < n.key {
		n.left = n.left.insert(key)
	} else if key > n.key {
		n.right = n.right.insert(key)
	}
	return n
}

func (n *node8) walk(visit func(int) bool) bool {
	return n == nil || n.left.walk(visit) && visit(n.key) && n.right.walk(visit)
}

func tree8() string {
	var root *node8
	seed := uint32(8)
	for range 50 {
		seed = seed*1664525 + 1013904223
		root = root.insert(int(seed >> 20))
	}
	sum, last := 0, -1
	root.walk(func(k int) bool {
		if k <= last {
			panic("out of order")
		}
		last = k
		sum += k
		return true
	})
	return strconv.Itoa(sum)
}

func pipeline9(ctx context.Context) string {
	gen := func(n int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for i := range n {
				select {
				case out <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
	square := func(in <-chan int) <-chan int {
		out := make(chan int, 2)
		go func() {
			defer close(out)
			for v := range in {
				out <- v * v
			}
		}()
		return out
	}
	counts := map[int]int{}
	for v := range square(square(gen(9 + 5))) {
		counts[v%7]++
	}
	keys := make([]int, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	text := ""
	for _, k := range keys {
		text += fmt.Sprintf("%d=%d;", k, counts[k])
	}
	return text
}

type Stack10[T any] struct {
	items []T
}

func (s *Stack10[T]) Push(v T) {
	s.items = append(s.items, v)
}

func (s *Stack10[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func stack10() string {
	var s Stack10[string]
	for _, w := range strings.Fields("the quick brown fox 10") {
		s.Push(w)
	}
	out := []string{}
	for {
		w, ok := s.Pop()
		if !ok {
			break
		}
		out = append(out, strings.ToUpper(w))
	}
	return strings.Join(out, "-")
}

type shape11 interface {
	area() float64
	name() string
}

type circle11 struct{ r float64 }
type rect11 struct{ w, h float64 }

func (c circle11) area() float64 { return math.Pi * c.r * c.r }
func (c circle11) name() string  { return "circle" }
func (r rect11) area() float64   { return r.w * r.h }
func (r rect11) name() string    { return "rect" }

func shapes11() string {
	list := []shape11{circle11{1.5}, rect11{2, 11}, circle11{0.25}}
	sort.Slice(list, func(a, b int) bool { return list[a].area() < list[b].area() })
	var b strings.Builder
	for k, s := range list {
		switch s := s.(type) {
		case circle11:
			fmt.Fprintf(&b, "%d:%s(%.2f) ", k, s.name(), s.r)
		case rect11:
			fmt.Fprintf(&b, "%d:%s(%gx%g) ", k, s.name(), s.w, s.h)
		}
	}
	return b.String()
}

var errLow12 = errors.New("balance too low 12")

type account12 struct {
	mu      sync.Mutex
	balance int
	log     []string
}

func (a *account12) withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < n {
		return fmt.Errorf("withdraw %d of %d: %w", n, a.balance, errLow12)
	}
	a.balance -= n
	a.log = append(a.log, "-"+strconv.Itoa(n))
	return nil
}

func bank12() string {
	a := &account12{balance: 100 + 12}
	var wg sync.WaitGroup
	failed := make(chan error, 10)
	for n := 10; n < 60; n += 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := a.withdraw(n); err != nil {
				failed <- err
			}
		}()
	}
	wg.Wait()
	close(failed)
	count := 0
	for err := range failed {
		if errors.Is(err, errLow12) {
			count++
		}
	}
	return fmt.Sprint(a.balance, " ", len(a.log), " ", count)
}

type node13 struct {
	key         int
	left, right *node13
}

func (n *node13) insert(key int) *node13 {
	if n == nil {
		return &node13{key: key}
	}
	if key < n.key {
		n.left = n.left.insert(key)
	} else if key > n.key {
		n.right = n.right.insert(key)
	}
	return n
}

func (n *node13) walk(visit func(int) bool) bool {
	return n == nil || n.left.walk(visit) && visit(n.key) && n.right.walk(visit)
}

func tree13() string {
	var root *node13
	seed := uint32(13)
	for range 50 {
		seed = seed*1664525 + 1013904223
		root = root.insert(int(seed >> 20))
	}
	sum, last := 0, -1
	root.walk(func(k int) bool {
		if k <= last {
			panic("out of order")
		}
		last = k
		sum += k
		return true
	})
	return strconv.Itoa(sum)
}

func pipeline14(ctx context.Context) string {
	gen := func(n int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for i := range n {
				select {
				case out <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
	square := func(in <-chan int) <-chan int {
		out := make(chan int, 2)
		go func() {
			defer close(out)
			for v := range in {
				out <- v * v
			}
		}()
		return out
	}
	counts := map[int]int{}
	for v := range square(square(gen(14 + 5))) {
		counts[v%7]++
	}
	keys := make([]int, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	text := ""
	for _, k := range keys {
		text += fmt.Sprintf("%d=%d;", k, counts[k])
	}
	return text
}

type Stack15[T any] struct {
	items []T
}

func (s *Stack15[T]) Push(v T) {
	s.items = append(s.items, v)
}

func (s *Stack15[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func stack15() string {
	var s Stack15[string]
	for _, w := range strings.Fields("the quick brown fox 15") {
		s.Push(w)
	}
	out := []string{}
	for {
		w, ok := s.Pop()
		if !ok {
			break
		}
		out = append(out, strings.ToUpper(w))
	}
	return strings.Join(out, "-")
}

type shape16 interface {
	area() float64
	name() string
}

type circle16 struct{ r float64 }
type rect16 struct{ w, h float64 }

func (c circle16) area() float64 { return math.Pi * c.r * c.r }
func (c circle16) name() string  { return "circle" }
func (r rect16) area() float64   { return r.w * r.h }
func (r rect16) name() string    { return "rect" }

func shapes16() string {
	list := []shape16{circle16{1.5}, rect16{2, 16}, circle16{0.25}}
	sort.Slice(list, func(a, b int) bool { return list[a].area() < list[b].area() })
	var b strings.Builder
	for k, s := range list {
		switch s := s.(type) {
		case circle16:
			fmt.Fprintf(&b, "%d:%s(%.2f) ", k, s.name(), s.r)
		case rect16:
			fmt.Fprintf(&b, "%d:%s(%gx%g) ", k, s.name(), s.w, s.h)
		}
	}
	return b.String()
}

var errLow17 = errors.New("balance too low 17")

type account17 struct {
	mu      sync.Mutex
	balance int
	log     []string
}

func (a *account17) withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < n {
		return fmt.Errorf("withdraw %d of %d: %w", n, a.balance, errLow17)
	}
	a.balance -= n
	a.log = append(a.log, "-"+strconv.Itoa(n))
	return nil
}

func bank17() string {
	a := &account17{balance: 100 + 17}
	var wg sync.WaitGroup
	failed := make(chan error, 10)
	for n := 10; n < 60; n += 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := a.withdraw(n); err != nil {
				failed <- err
			}
		}()
	}
	wg.Wait()
	close(failed)
	count := 0
	for err := range failed {
		if errors.Is(err, errLow17) {
			count++
		}
	}
	return fmt.Sprint(a.balance, " ", len(a.log), " ", count)
}

type node18 struct {
	key         int
	left, right *node18
}

func (n *node18) insert(key int) *node18 {
	if n == nil {
		return &node18{key: key}
	}
	if key < n.key {
		n.left = n.left.insert(key)
	} else if key > n.key {
		n.right = n.right.insert(key)
	}
	return n
}

func (n *node18) walk(visit func(int) bool) bool {
	return n == nil || n.left.walk(visit) && visit(n.key) && n.right.walk(visit)
}

func tree18() string {
	var root *node18
	seed := uint32(18)
	for range 50 {
		seed = seed*1664525 + 1013904223
		root = root.insert(int(seed >> 20))
	}
	sum, last := 0, -1
	root.walk(func(k int) bool {
		if k <= last {
			panic("out of order")
		}
		last = k
		sum += k
		return true
	})
	return strconv.Itoa(sum)
}

func pipeline19(ctx context.Context) string {
	gen := func(n int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for i := range n {
				select {
				case out <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
	square := func(in <-chan int) <-chan int {
		out := make(chan int, 2)
		go func() {
			defer close(out)
			for v := range in {
				out <- v * v
			}
		}()
		return out
	}
	counts := map[int]int{}
	for v := range square(square(gen(19 + 5))) {
		counts[v%7]++
	}
	keys := make([]int, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	text := ""
	for _, k := range keys {
		text += fmt.Sprintf("%d=%d;", k, counts[k])
	}
	return text
}

type Stack20[T any] struct {
	items []T
}

func (s *Stack20[T]) Push(v T) {
	s.items = append(s.items, v)
}

func (s *Stack20[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func stack20() string {
	var s Stack20[string]
	for _, w := range strings.Fields("the quick brown fox 20") {
		s.Push(w)
	}
	out := []string{}
	for {
		w, ok := s.Pop()
		if !ok {
			break
		}
		out = append(out, strings.ToUpper(w))
	}
	return strings.Join(out, "-")
}

type shape21 interface {
	area() float64
	name() string
}

type circle21 struct{ r float64 }
type rect21 struct{ w, h float64 }

func (c circle21) area() float64 { return math.Pi * c.r * c.r }
func (c circle21) name() string  { return "circle" }
func (r rect21) area() float64   { return r.w * r.h }
func (r rect21) name() string    { return "rect" }

func shapes21() string {
	list := []shape21{circle21{1.5}, rect21{2, 21}, circle21{0.25}}
	sort.Slice(list, func(a, b int) bool { return list[a].area() < list[b].area() })
	var b strings.Builder
	for k, s := range list {
		switch s := s.(type) {
		case circle21:
			fmt.Fprintf(&b, "%d:%s(%.2f) ", k, s.name(), s.r)
		case rect21:
			fmt.Fprintf(&b, "%d:%s(%gx%g) ", k, s.name(), s.w, s.h)
		}
	}
	return b.String()
}

var errLow22 = errors.New("balance too low 22")

type account22 struct {
	mu      sync.Mutex
	balance int
	log     []string
}

func (a *account22) withdraw(n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance < n {
		return fmt.Errorf("withdraw %d of %d: %w", n, a.balance, errLow22)
	}
	a.balance -= n
	a.log = append(a.log, "-"+strconv.Itoa(n))
	return nil
}

func bank22() string {
	a := &account22{balance: 100 + 22}
	var wg sync.WaitGroup
	failed := make(chan error, 10)
	for n := 10; n < 60; n += 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := a.withdraw(n); err != nil {
				failed <- err
			}
		}()
	}
	wg.Wait()
	close(failed)
	count := 0
	for err := range failed {
		if errors.Is(err, errLow22) {
			count++
		}
	}
	return fmt.Sprint(a.balance, " ", len(a.log), " ", count)
}

type node23 struct {
	key         int
	left, right *node23
}

func (n *node23) insert(key int) *node23 {
	if n == nil {
		return &node23{key: key}
	}
	if key < n.key {
		n.left = n.left.insert(key)
	} else if key > n.key {
		n.right = n.right.insert(key)
	}
	return n
}

func (n *node23) walk(visit func(int) bool) bool {
	return n == nil || n.left.walk(visit) && visit(n.key) && n.right.walk(visit)
}

func tree23() string {
	var root *node23
	seed := uint32(23)
	for range 50 {
		seed = seed*1664525 + 1013904223
		root = root.insert(int(seed >> 20))
	}
	sum, last := 0, -1
	root.walk(func(k int) bool {
		if k <= last {
			panic("out of order")
		}
		last = k
		sum += k
		return true
	})
	return strconv.Itoa(sum)
}

func pipeline24(ctx context.Context) string {
	gen := func(n int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for i := range n {
				select {
				case out <- i:
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
	square := func(in <-chan int) <-chan int {
		out := make(chan int, 2)
		go func() {
			defer close(out)
			for v := range in {
				out <- v * v
			}
		}()
		return out
	}
	counts := map[int]int{}
	for v := range square(square(gen(24 + 5))) {
		counts[v%7]++
	}
	keys := make([]int, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	text := ""
	for _, k := range keys {
		text += fmt.Sprintf("%d=%d;", k, counts[k])
	}
	return text
}

type Stack25[T any] struct {
	items []T
}

func (s *Stack25[T]) Push(v T) {
	s.items = append(s.items, v)
}

func (s *Stack25[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func stack25() string {
	var s Stack25[string]
	for _, w := range strings.Fields("the quick brown fox 25") {
		s.Push(w)
	}
	out := []string{}
	for {
		w, ok := s.Pop()
		if !ok {
			break
		}
		out = append(out, strings.ToUpper(w))
	}
	return strings.Join(out, "-")
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	fmt.Println(stack0())
	fmt.Println(shapes1())
	fmt.Println(bank2())
	fmt.Println(tree3())
	fmt.Println(pipeline4(ctx))
	fmt.Println(stack5())
	fmt.Println(shapes6())
	fmt.Println(bank7())
	fmt.Println(tree8())
	fmt.Println(pipeline9(ctx))
	fmt.Println(stack10())
	fmt.Println(shapes11())
	fmt.Println(bank12())
	fmt.Println(tree13())
	fmt.Println(pipeline14(ctx))
	fmt.Println(stack15())
	fmt.Println(shapes16())
	fmt.Println(bank17())
	fmt.Println(tree18())
	fmt.Println(pipeline19(ctx))
	fmt.Println(stack20())
	fmt.Println(shapes21())
	fmt.Println(bank22())
	fmt.Println(tree23())
	fmt.Println(pipeline24(ctx))
	fmt.Println(stack25())
}
