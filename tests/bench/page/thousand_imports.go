// A thousand lines that import a good deal of the library: what it takes from source to ready.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"math"
	"math/rand"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

type counts0 map[string]int

func words0(text string) (counts0, error) {
	found := counts0{}
	in := bufio.NewScanner(strings.NewReader(text))
	in.Split(bufio.ScanWords)
	for in.Scan() {
		word := strings.Trim(strings.ToLower(in.Text()), ".,;:!?")
		if word == "" {
			continue
		}
		found[word]++
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("words0: %w", err)
	}
	return found, nil
}

func report0() string {
	found, err := words0("It was the best of times, it was the worst of times; 0.")
	if err != nil {
		return err.Error()
	}
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	for _, name := range names {
		fmt.Fprintf(w, "%-6s%3d\n", name, found[name])
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return strconv.Itoa(out.Len())
}

type job1 struct {
	id    int
	after time.Duration
	done  time.Time
}

func jobs1(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 250*time.Millisecond)
	defer cancel()
	todo := make(chan job1)
	ready := make(chan job1, 4)
	var group sync.WaitGroup
	var finished atomic.Int64
	for range 3 {
		group.Go(func() {
			for j := range todo {
				timer := time.NewTimer(j.after)
				select {
				case <-ctx.Done():
					timer.Stop()
					return
				case j.done = <-timer.C:
					finished.Add(1)
					ready <- j
				}
			}
		})
	}
	go func() {
		defer close(ready)
		defer group.Wait()
		defer close(todo)
		for id := range 8 {
			select {
			case todo <- job1{id: id, after: time.Duration(id*1) * time.Millisecond}:
			case <-ctx.Done():
				return
			}
		}
	}()
	var lines []string
	for j := range ready {
		lines = append(lines, j.done.Format(time.TimeOnly)+"#"+strconv.Itoa(j.id))
	}
	sort.Strings(lines)
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return "", err
	}
	return fmt.Sprint(len(lines), finished.Load()), nil
}

type queue2 []struct {
	name string
	at   int
}

func (q queue2) Len() int           { return len(q) }
func (q queue2) Less(i, j int) bool { return q[i].at < q[j].at }
func (q queue2) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue2) Push(x any) {
	*q = append(*q, x.(struct {
		name string
		at   int
	}))
}
func (q *queue2) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func order2() string {
	q := &queue2{}
	heap.Init(q)
	r := rand.New(rand.NewSource(2))
	for _, name := range strings.Split("a b c d e f", " ") {
		heap.Push(q, struct {
			name string
			at   int
		}{name, r.Intn(100)})
	}
	var b strings.Builder
	for q.Len() > 0 {
		next := heap.Pop(q).(struct {
			name string
			at   int
		})
		b.WriteString(strconv.Quote(next.name))
	}
	return b.String()
}

var errGone3 = errors.New("gone 3")

type failure3 struct {
	op  string
	err error
}

func (f *failure3) Error() string { return f.op + ": " + f.err.Error() }
func (f *failure3) Unwrap() error { return f.err }

func load3(path string) (n int, err error) {
	defer func() {
		if err != nil {
			err = &failure3{"load", err}
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return 0, errors.Join(err, errGone3)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 1<<10))
	if err != nil {
		return 0, err
	}
	return len(data), nil
}

func loads3() string {
	_, err := load3(os.Getenv("NOWHERE") + "/no/such/file3")
	var f *failure3
	switch {
	case err == nil:
		return "there"
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &f):
		return f.op + strconv.FormatBool(errors.Is(err, errGone3))
	default:
		return strings.ToUpper(err.Error())
	}
}

type grid4[T ~int | ~float64] struct {
	cells [][]T
	mu    sync.RWMutex
}

func newGrid4[T ~int | ~float64](rows, columns int) *grid4[T] {
	g := &grid4[T]{cells: make([][]T, rows)}
	for i := range g.cells {
		g.cells[i] = make([]T, columns)
	}
	return g
}

func (g *grid4[T]) each(f func(i, j int, v T) T) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, row := range g.cells {
		for j, v := range row {
			row[j] = f(i, j, v)
		}
	}
}

func (g *grid4[T]) all() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		g.mu.RLock()
		defer g.mu.RUnlock()
		for i, row := range g.cells {
			for _, v := range row {
				if !yield(i, v) {
					return
				}
			}
		}
	}
}

func grids4() string {
	g := newGrid4[float64](3, 4)
	g.each(func(i, j int, _ float64) float64 { return math.Sqrt(float64(i*j + 4)) })
	var sum float64
	for _, v := range g.all() {
		if unicode.IsDigit(rune('0' + int(v))) {
			sum += v
		}
	}
	return strconv.FormatFloat(sum, 'f', 2, 64)
}

type counts5 map[string]int

func words5(text string) (counts5, error) {
	found := counts5{}
	in := bufio.NewScanner(strings.NewReader(text))
	in.Split(bufio.ScanWords)
	for in.Scan() {
		word := strings.Trim(strings.ToLower(in.Text()), ".,;:!?")
		if word == "" {
			continue
		}
		found[word]++
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("words5: %w", err)
	}
	return found, nil
}

func report5() string {
	found, err := words5("It was the best of times, it was the worst of times; 5.")
	if err != nil {
		return err.Error()
	}
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	for _, name := range names {
		fmt.Fprintf(w, "%-6s%3d\n", name, found[name])
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return strconv.Itoa(out.Len())
}

type job6 struct {
	id    int
	after time.Duration
	done  time.Time
}

func jobs6(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 250*time.Millisecond)
	defer cancel()
	todo := make(chan job6)
	ready := make(chan job6, 4)
	var group sync.WaitGroup
	var finished atomic.Int64
	for range 3 {
		group.Go(func() {
			for j := range todo {
				timer := time.NewTimer(j.after)
				select {
				case <-ctx.Done():
					timer.Stop()
					return
				case j.done = <-timer.C:
					finished.Add(1)
					ready <- j
				}
			}
		})
	}
	go func() {
		defer close(ready)
		defer group.Wait()
		defer close(todo)
		for id := range 8 {
			select {
			case todo <- job6{id: id, after: time.Duration(id*6) * time.Millisecond}:
			case <-ctx.Done():
				return
			}
		}
	}()
	var lines []string
	for j := range ready {
		lines = append(lines, j.done.Format(time.TimeOnly)+"#"+strconv.Itoa(j.id))
	}
	sort.Strings(lines)
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return "", err
	}
	return fmt.Sprint(len(lines), finished.Load()), nil
}

type queue7 []struct {
	name string
	at   int
}

func (q queue7) Len() int           { return len(q) }
func (q queue7) Less(i, j int) bool { return q[i].at < q[j].at }
func (q queue7) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue7) Push(x any) {
	*q = append(*q, x.(struct {
		name string
		at   int
	}))
}
func (q *queue7) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func order7() string {
	q := &queue7{}
	heap.Init(q)
	r := rand.New(rand.NewSource(7))
	for _, name := range strings.Split("a b c d e f", " ") {
		heap.Push(q, struct {
			name string
			at   int
		}{name, r.Intn(100)})
	}
	var b strings.Builder
	for q.Len() > 0 {
		next := heap.Pop(q).(struct {
			name string
			at   int
		})
		b.WriteString(strconv.Quote(next.name))
	}
	return b.String()
}

var errGone8 = errors.New("gone 8")

type failure8 struct {
	op  string
	err error
}

func (f *failure8) Error() string { return f.op + ": " + f.err.Error() }
func (f *failure8) Unwrap() error { return f.err }

func load8(path string) (n int, err error) {
	defer func() {
		if err != nil {
			err = &failure8{"load", err}
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return 0, errors.Join(err, errGone8)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 1<<10))
	if err != nil {
		return 0, err
	}
	return len(data), nil
}

func loads8() string {
	_, err := load8(os.Getenv("NOWHERE") + "/no/such/file8")
	var f *failure8
	switch {
	case err == nil:
		return "there"
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &f):
		return f.op + strconv.FormatBool(errors.Is(err, errGone8))
	default:
		return strings.ToUpper(err.Error())
	}
}

type grid9[T ~int | ~float64] struct {
	cells [][]T
	mu    sync.RWMutex
}

func newGrid9[T ~int | ~float64](rows, columns int) *grid9[T] {
	g := &grid9[T]{cells: make([][]T, rows)}
	for i := range g.cells {
		g.cells[i] = make([]T, columns)
	}
	return g
}

func (g *grid9[T]) each(f func(i, j int, v T) T) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, row := range g.cells {
		for j, v := range row {
			row[j] = f(i, j, v)
		}
	}
}

func (g *grid9[T]) all() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		g.mu.RLock()
		defer g.mu.RUnlock()
		for i, row := range g.cells {
			for _, v := range row {
				if !yield(i, v) {
					return
				}
			}
		}
	}
}

func grids9() string {
	g := newGrid9[float64](3, 4)
	g.each(func(i, j int, _ float64) float64 { return math.Sqrt(float64(i*j + 9)) })
	var sum float64
	for _, v := range g.all() {
		if unicode.IsDigit(rune('0' + int(v))) {
			sum += v
		}
	}
	return strconv.FormatFloat(sum, 'f', 2, 64)
}

type counts10 map[string]int

func words10(text string) (counts10, error) {
	found := counts10{}
	in := bufio.NewScanner(strings.NewReader(text))
	in.Split(bufio.ScanWords)
	for in.Scan() {
		word := strings.Trim(strings.ToLower(in.Text()), ".,;:!?")
		if word == "" {
			continue
		}
		found[word]++
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("words10: %w", err)
	}
	return found, nil
}

func report10() string {
	found, err := words10("It was the best of times, it was the worst of times; 10.")
	if err != nil {
		return err.Error()
	}
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	for _, name := range names {
		fmt.Fprintf(w, "%-6s%3d\n", name, found[name])
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return strconv.Itoa(out.Len())
}

type job11 struct {
	id    int
	after time.Duration
	done  time.Time
}

func jobs11(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 250*time.Millisecond)
	defer cancel()
	todo := make(chan job11)
	ready := make(chan job11, 4)
	var group sync.WaitGroup
	var finished atomic.Int64
	for range 3 {
		group.Go(func() {
			for j := range todo {
				timer := time.NewTimer(j.after)
				select {
				case <-ctx.Done():
					timer.Stop()
					return
				case j.done = <-timer.C:
					finished.Add(1)
					ready <- j
				}
			}
		})
	}
	go func() {
		defer close(ready)
		defer group.Wait()
		defer close(todo)
		for id := range 8 {
			select {
			case todo <- job11{id: id, after: time.Duration(id*11) * time.Millisecond}:
			case <-ctx.Done():
				return
			}
		}
	}()
	var lines []string
	for j := range ready {
		lines = append(lines, j.done.Format(time.TimeOnly)+"#"+strconv.Itoa(j.id))
	}
	sort.Strings(lines)
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return "", err
	}
	return fmt.Sprint(len(lines), finished.Load()), nil
}

type queue12 []struct {
	name string
	at   int
}

func (q queue12) Len() int           { return len(q) }
func (q queue12) Less(i, j int) bool { return q[i].at < q[j].at }
func (q queue12) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue12) Push(x any) {
	*q = append(*q, x.(struct {
		name string
		at   int
	}))
}
func (q *queue12) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func order12() string {
	q := &queue12{}
	heap.Init(q)
	r := rand.New(rand.NewSource(12))
	for _, name := range strings.Split("a b c d e f", " ") {
		heap.Push(q, struct {
			name string
			at   int
		}{name, r.Intn(100)})
	}
	var b strings.Builder
	for q.Len() > 0 {
		next := heap.Pop(q).(struct {
			name string
			at   int
		})
		b.WriteString(strconv.Quote(next.name))
	}
	return b.String()
}

var errGone13 = errors.New("gone 13")

type failure13 struct {
	op  string
	err error
}

func (f *failure13) Error() string { return f.op + ": " + f.err.Error() }
func (f *failure13) Unwrap() error { return f.err }

func load13(path string) (n int, err error) {
	defer func() {
		if err != nil {
			err = &failure13{"load", err}
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return 0, errors.Join(err, errGone13)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 1<<10))
	if err != nil {
		return 0, err
	}
	return len(data), nil
}

func loads13() string {
	_, err := load13(os.Getenv("NOWHERE") + "/no/such/file13")
	var f *failure13
	switch {
	case err == nil:
		return "there"
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &f):
		return f.op + strconv.FormatBool(errors.Is(err, errGone13))
	default:
		return strings.ToUpper(err.Error())
	}
}

type grid14[T ~int | ~float64] struct {
	cells [][]T
	mu    sync.RWMutex
}

func newGrid14[T ~int | ~float64](rows, columns int) *grid14[T] {
	g := &grid14[T]{cells: make([][]T, rows)}
	for i := range g.cells {
		g.cells[i] = make([]T, columns)
	}
	return g
}

func (g *grid14[T]) each(f func(i, j int, v T) T) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, row := range g.cells {
		for j, v := range row {
			row[j] = f(i, j, v)
		}
	}
}

func (g *grid14[T]) all() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		g.mu.RLock()
		defer g.mu.RUnlock()
		for i, row := range g.cells {
			for _, v := range row {
				if !yield(i, v) {
					return
				}
			}
		}
	}
}

func grids14() string {
	g := newGrid14[float64](3, 4)
	g.each(func(i, j int, _ float64) float64 { return math.Sqrt(float64(i*j + 14)) })
	var sum float64
	for _, v := range g.all() {
		if unicode.IsDigit(rune('0' + int(v))) {
			sum += v
		}
	}
	return strconv.FormatFloat(sum, 'f', 2, 64)
}

type counts15 map[string]int

func words15(text string) (counts15, error) {
	found := counts15{}
	in := bufio.NewScanner(strings.NewReader(text))
	in.Split(bufio.ScanWords)
	for in.Scan() {
		word := strings.Trim(strings.ToLower(in.Text()), ".,;:!?")
		if word == "" {
			continue
		}
		found[word]++
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("words15: %w", err)
	}
	return found, nil
}

func report15() string {
	found, err := words15("It was the best of times, it was the worst of times; 15.")
	if err != nil {
		return err.Error()
	}
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	for _, name := range names {
		fmt.Fprintf(w, "%-6s%3d\n", name, found[name])
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return strconv.Itoa(out.Len())
}

type job16 struct {
	id    int
	after time.Duration
	done  time.Time
}

func jobs16(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 250*time.Millisecond)
	defer cancel()
	todo := make(chan job16)
	ready := make(chan job16, 4)
	var group sync.WaitGroup
	var finished atomic.Int64
	for range 3 {
		group.Go(func() {
			for j := range todo {
				timer := time.NewTimer(j.after)
				select {
				case <-ctx.Done():
					timer.Stop()
					return
				case j.done = <-timer.C:
					finished.Add(1)
					ready <- j
				}
			}
		})
	}
	go func() {
		defer close(ready)
		defer group.Wait()
		defer close(todo)
		for id := range 8 {
			select {
			case todo <- job16{id: id, after: time.Duration(id*16) * time.Millisecond}:
			case <-ctx.Done():
				return
			}
		}
	}()
	var lines []string
	for j := range ready {
		lines = append(lines, j.done.Format(time.TimeOnly)+"#"+strconv.Itoa(j.id))
	}
	sort.Strings(lines)
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return "", err
	}
	return fmt.Sprint(len(lines), finished.Load()), nil
}

type queue17 []struct {
	name string
	at   int
}

func (q queue17) Len() int           { return len(q) }
func (q queue17) Less(i, j int) bool { return q[i].at < q[j].at }
func (q queue17) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue17) Push(x any) {
	*q = append(*q, x.(struct {
		name string
		at   int
	}))
}
func (q *queue17) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func order17() string {
	q := &queue17{}
	heap.Init(q)
	r := rand.New(rand.NewSource(17))
	for _, name := range strings.Split("a b c d e f", " ") {
		heap.Push(q, struct {
			name string
			at   int
		}{name, r.Intn(100)})
	}
	var b strings.Builder
	for q.Len() > 0 {
		next := heap.Pop(q).(struct {
			name string
			at   int
		})
		b.WriteString(strconv.Quote(next.name))
	}
	return b.String()
}

var errGone18 = errors.New("gone 18")

type failure18 struct {
	op  string
	err error
}

func (f *failure18) Error() string { return f.op + ": " + f.err.Error() }
func (f *failure18) Unwrap() error { return f.err }

func load18(path string) (n int, err error) {
	defer func() {
		if err != nil {
			err = &failure18{"load", err}
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return 0, errors.Join(err, errGone18)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 1<<10))
	if err != nil {
		return 0, err
	}
	return len(data), nil
}

func loads18() string {
	_, err := load18(os.Getenv("NOWHERE") + "/no/such/file18")
	var f *failure18
	switch {
	case err == nil:
		return "there"
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &f):
		return f.op + strconv.FormatBool(errors.Is(err, errGone18))
	default:
		return strings.ToUpper(err.Error())
	}
}

type grid19[T ~int | ~float64] struct {
	cells [][]T
	mu    sync.RWMutex
}

func newGrid19[T ~int | ~float64](rows, columns int) *grid19[T] {
	g := &grid19[T]{cells: make([][]T, rows)}
	for i := range g.cells {
		g.cells[i] = make([]T, columns)
	}
	return g
}

func (g *grid19[T]) each(f func(i, j int, v T) T) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, row := range g.cells {
		for j, v := range row {
			row[j] = f(i, j, v)
		}
	}
}

func (g *grid19[T]) all() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		g.mu.RLock()
		defer g.mu.RUnlock()
		for i, row := range g.cells {
			for _, v := range row {
				if !yield(i, v) {
					return
				}
			}
		}
	}
}

func grids19() string {
	g := newGrid19[float64](3, 4)
	g.each(func(i, j int, _ float64) float64 { return math.Sqrt(float64(i*j + 19)) })
	var sum float64
	for _, v := range g.all() {
		if unicode.IsDigit(rune('0' + int(v))) {
			sum += v
		}
	}
	return strconv.FormatFloat(sum, 'f', 2, 64)
}

type counts20 map[string]int

func words20(text string) (counts20, error) {
	found := counts20{}
	in := bufio.NewScanner(strings.NewReader(text))
	in.Split(bufio.ScanWords)
	for in.Scan() {
		word := strings.Trim(strings.ToLower(in.Text()), ".,;:!?")
		if word == "" {
			continue
		}
		found[word]++
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("words20: %w", err)
	}
	return found, nil
}

func report20() string {
	found, err := words20("It was the best of times, it was the worst of times; 20.")
	if err != nil {
		return err.Error()
	}
	names := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	for _, name := range names {
		fmt.Fprintf(w, "%-6s%3d\n", name, found[name])
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	return strconv.Itoa(out.Len())
}

type job21 struct {
	id    int
	after time.Duration
	done  time.Time
}

func jobs21(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 250*time.Millisecond)
	defer cancel()
	todo := make(chan job21)
	ready := make(chan job21, 4)
	var group sync.WaitGroup
	var finished atomic.Int64
	for range 3 {
		group.Go(func() {
			for j := range todo {
				timer := time.NewTimer(j.after)
				select {
				case <-ctx.Done():
					timer.Stop()
					return
				case j.done = <-timer.C:
					finished.Add(1)
					ready <- j
				}
			}
		})
	}
	go func() {
		defer close(ready)
		defer group.Wait()
		defer close(todo)
		for id := range 8 {
			select {
			case todo <- job21{id: id, after: time.Duration(id*21) * time.Millisecond}:
			case <-ctx.Done():
				return
			}
		}
	}()
	var lines []string
	for j := range ready {
		lines = append(lines, j.done.Format(time.TimeOnly)+"#"+strconv.Itoa(j.id))
	}
	sort.Strings(lines)
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return "", err
	}
	return fmt.Sprint(len(lines), finished.Load()), nil
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	fmt.Println(report0())
	fmt.Println(jobs1(ctx))
	fmt.Println(order2())
	fmt.Println(loads3())
	fmt.Println(grids4())
	fmt.Println(report5())
	fmt.Println(jobs6(ctx))
	fmt.Println(order7())
	fmt.Println(loads8())
	fmt.Println(grids9())
	fmt.Println(report10())
	fmt.Println(jobs11(ctx))
	fmt.Println(order12())
	fmt.Println(loads13())
	fmt.Println(grids14())
	fmt.Println(report15())
	fmt.Println(jobs16(ctx))
	fmt.Println(order17())
	fmt.Println(loads18())
	fmt.Println(grids19())
	fmt.Println(report20())
	fmt.Println(jobs21(ctx))
}
