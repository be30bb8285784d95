package main

import (
	"errors"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var errNone = errors.New("none")

func built() string {
	var b strings.Builder
	b.WriteString("a")
	b.WriteByte('b')
	return b.String()
}

func sorted(list []int) {
	sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
	sort.Ints(list)
}

func fields(s string) []string { return strings.Fields(strings.ToUpper(s)) }

func number(s string) (int, error) { return strconv.Atoi(s) }

func locked() {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	var once sync.Once
	once.Do(func() {})
}

func counted() int64 {
	var n atomic.Int64
	n.Add(1)
	var raw int32
	atomic.AddInt32(&raw, 1)
	var p atomic.Pointer[int]
	x := 1
	p.Store(&x)
	return n.Load()
}

func waited() {
	t := time.NewTimer(time.Millisecond)
	<-t.C
	time.Sleep(time.Duration(1))
	time.AfterFunc(time.Second, func() {})
}

func wrapped(err error) bool {
	var pe *os.PathError
	return errors.As(err, &pe) || errors.Is(err, errNone)
}

func main() {
	built()
	sorted([]int{2, 1})
	fields("a b")
	number("1")
	locked()
	counted()
	waited()
	wrapped(errNone)
}
