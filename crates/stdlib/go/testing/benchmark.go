// Benchmarks. Time is virtual: the same program takes the same time always, and what it takes says
// little about a real machine. A benchmark runs for a millisecond of it unless a flag says longer.

package testing

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// B is a running benchmark.
type B struct {
	common
	// N is how often to do what is measured.
	N           int
	f           func(b *B)
	state       *benchState
	timing      bool
	showAllocs  bool
	bytes       int64
	result      BenchmarkResult
	parallelism int
	// Blocks and bytes that were allocated when the timer was started, and while it ran.
	before, net [2]uint64
	extra       map[string]float64
	// Of Loop: how many rounds there are to be, how many there were, and whether it said false.
	rounds, round int
	over          bool
}

// InternalBenchmark is a benchmark by name.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// benchState is what all benchmarks of a run share.
type benchState struct {
	names names
	// width is that of the longest name.
	width int
	heads sync.Once
}

// benchLock is held while something is measured.
var benchLock sync.Mutex

func allocated() [2]uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return [2]uint64{m.Mallocs, m.TotalAlloc}
}

// StartTimer begins to measure.
func (b *B) StartTimer() {
	if !b.timing {
		b.before = allocated()
		b.start = time.Now()
		b.timing = true
	}
}

// StopTimer ceases to measure.
func (b *B) StopTimer() {
	if b.timing {
		b.duration += time.Since(b.start)
		now := allocated()
		b.net[0] += now[0] - b.before[0]
		b.net[1] += now[1] - b.before[1]
		b.timing = false
	}
}

// ResetTimer forgets what was measured.
func (b *B) ResetTimer() {
	b.extra = map[string]float64{}
	if b.timing {
		b.before = allocated()
		b.start = time.Now()
	}
	b.duration = 0
	b.net = [2]uint64{}
}

// Elapsed is the time measured so far.
func (b *B) Elapsed() time.Duration {
	if b.timing {
		return b.duration + time.Since(b.start)
	}
	return b.duration
}

// SetBytes says how many bytes one round works on.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs asks for allocations to be shown.
func (b *B) ReportAllocs() { b.showAllocs = true }

// ReportMetric adds a figure of the benchmark's own.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsFunc(unit, unicode.IsSpace) {
		panic("metric unit must not contain whitespace")
	}
	b.extra[unit] = n
}

// Loop reports whether to do what is measured once more. Setting up before it is not measured.
func (b *B) Loop() bool {
	if b.round < b.rounds {
		b.round++
		return true
	}
	if !b.timing {
		b.Fatal("B.Loop called with timer stopped")
	}
	if b.rounds == 0 {
		b.rounds = max(flags.benchCount, 1)
		b.N = 0
		b.ResetTimer()
		b.round++
		return true
	}
	if spent := b.Elapsed(); flags.benchCount == 0 && spent < flags.benchTime {
		b.rounds = predict(b.rounds, spent, b.rounds)
		b.round++
		return true
	}
	b.StopTimer()
	b.N = b.rounds
	b.over = true
	return false
}

// predict is how many rounds are likely to take as long as is wanted.
func predict(rounds int, took time.Duration, last int) int {
	n := int64(flags.benchTime) * int64(rounds) / max(int64(took), 1)
	n += n / 5
	n = min(n, 100*int64(last))
	n = max(n, int64(last)+1)
	return int(min(n, 1e9))
}

// runN calls the benchmark with N = n.
func (b *B) runN(n int) {
	b.runner = caller(0)
	benchLock.Lock()
	defer benchLock.Unlock()
	defer b.cleanup()
	b.ctx, b.cancel = context.WithCancel(context.Background())
	runtime.GC()
	b.N = n
	b.rounds, b.round, b.over = 0, 0, false
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.f(b)
	b.StopTimer()
	if b.rounds > 0 && !b.over && !b.failed {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

// async calls f in a goroutine of its own, which the benchmark may end.
func (b *B) async(f func()) {
	go func() {
		defer func() { b.signal <- true }()
		f()
	}()
	<-b.signal
}

// once tries the benchmark out, and reports whether it is worth measuring.
func (b *B) once() bool {
	if b.state != nil {
		if n := len(b.name) + 1; n > b.state.width {
			b.state.width = n + 8
		}
	}
	b.async(func() { b.runN(1) })
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.failed {
		fmt.Fprintf(b.w, "--- FAIL: %s\n%s", b.name, b.output)
		return false
	}
	if b.finished {
		verdict := "BENCH"
		if b.skipped {
			verdict = "SKIP"
		}
		fmt.Fprintf(b.w, "--- %s: %s\n%s", verdict, b.name, b.output)
	}
	return !b.finished && !b.hasSub.Load()
}

// measure finds the N that takes long enough.
func (b *B) measure() BenchmarkResult {
	b.async(func() {
		if b.rounds == 0 && flags.benchCount > 1 {
			b.runN(flags.benchCount)
		}
		for n := 1; b.rounds == 0 && flags.benchCount == 0 && !b.failed && b.duration < flags.benchTime && n < 1e9; {
			n = predict(b.N, b.duration, n)
			b.runN(n)
		}
		b.result = BenchmarkResult{b.N, b.duration, b.bytes, b.net[0], b.net[1], b.extra}
	})
	return b.result
}

// Run runs f as a benchmark below b.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub.Store(true)
	benchLock.Unlock()
	defer benchLock.Lock()
	full, ok := b.name, true
	if b.state != nil {
		full, ok = b.state.names.full(&b.common, name)
	}
	if !ok {
		return true
	}
	sub := &B{f: f, state: b.state}
	sub.signal = make(chan bool)
	sub.name = full
	sub.parent = &b.common
	sub.level = b.level + 1
	sub.creator = callers(1)
	sub.w = b.w
	sub.bench = true
	if b.state != nil {
		b.state.heads.Do(func() {
			fmt.Printf("goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
		})
		fmt.Println(full)
	}
	if sub.once() {
		sub.show()
	}
	b.add(sub.result)
	return !sub.failed
}

// show measures and prints.
func (b *B) show() {
	r := b.measure()
	if b.state == nil {
		return
	}
	if b.failed {
		fmt.Fprintf(b.w, "--- FAIL: %s\n%s", b.name, b.output)
		return
	}
	text := r.String()
	if flags.mem || b.showAllocs {
		text += "\t" + r.MemString()
	}
	fmt.Fprintf(b.w, "%-*s\t%s\n", b.state.width, b.name, text)
}

// add counts the result of a benchmark below b as a part of its own.
func (b *B) add(sub BenchmarkResult) {
	r := &b.result
	r.N = 1
	r.T += time.Duration(sub.NsPerOp())
	r.Bytes += sub.Bytes
	r.MemAllocs += uint64(sub.AllocsPerOp())
	r.MemBytes += uint64(sub.AllocedBytesPerOp())
}

// SetParallelism multiplies the number of goroutines of RunParallel.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

// PB hands out the rounds of a parallel benchmark.
type PB struct {
	given *atomic.Int64
	n     int64
	_     [2]int // gc's is as large
}

// Next reports whether there is one more round to do.
func (pb *PB) Next() bool { return pb.given.Add(1) <= pb.n }

// RunParallel calls body in several goroutines that share the rounds.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	var given atomic.Int64
	var wg sync.WaitGroup
	for range b.parallelism * runtime.GOMAXPROCS(0) {
		wg.Go(func() { body(&PB{given: &given, n: int64(b.N)}) })
	}
	wg.Wait()
	if given.Load() <= int64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// BenchmarkResult is what was measured.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

// per is a figure of one round.
func (r BenchmarkResult) per(unit string, total int64) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return total / int64(r.N)
}

// NsPerOp is how long a round took.
func (r BenchmarkResult) NsPerOp() int64 { return r.per("ns/op", int64(r.T)) }

// AllocsPerOp is how many blocks a round allocated.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.per("allocs/op", int64(r.MemAllocs)) }

// AllocedBytesPerOp is how many bytes a round allocated.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.per("B/op", int64(r.MemBytes)) }

// MemString is the allocations as they are printed.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// String is the rest as it is printed.
func (r BenchmarkResult) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		figure(&out, ns, "ns/op")
	}
	rate, ok := r.Extra["MB/s"]
	if !ok && r.Bytes > 0 && r.T > 0 && r.N > 0 {
		rate = float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
	}
	if rate != 0 {
		fmt.Fprintf(&out, "\t%7.2f MB/s", rate)
	}
	var units []string
	for unit := range r.Extra {
		if unit != "ns/op" && unit != "MB/s" && unit != "B/op" && unit != "allocs/op" {
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		figure(&out, r.Extra[unit], unit)
	}
	return out.String()
}

// figure prints a number with about four digits; all have their points below each other.
func figure(w io.Writer, x float64, unit string) {
	digits, limit := 0, 999.95
	for y := math.Abs(x); y != 0 && y < limit && digits < 7; limit /= 10 {
		digits++
	}
	width := 10
	if digits > 0 {
		width += digits + 1
	}
	fmt.Fprintf(w, "\t%*.*f %s", width, digits, x, unit)
}

// Benchmark measures one function.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{f: f}
	b.signal = make(chan bool)
	b.w = io.Discard
	b.bench = true
	if b.once() {
		b.show()
	}
	return b.result
}

// runBenchmarks runs those that the flags ask for.
func runBenchmarks(all []InternalBenchmark) bool {
	if flags.bench == nil || len(all) == 0 {
		return true
	}
	s := &benchState{names: newNames(flags.bench)}
	for _, one := range all {
		if wanted(flags.bench, one.Name) {
			s.width = max(s.width, len(one.Name)+1)
		}
	}
	b := &B{state: s}
	b.name = "Main"
	b.w = os.Stdout
	b.bench = true
	b.f = func(b *B) {
		for _, one := range all {
			b.Run(one.Name, one.F)
		}
	}
	b.runN(1)
	return !b.failed
}
