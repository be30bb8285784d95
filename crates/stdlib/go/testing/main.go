// The run as a whole: its flags, the names of tests, and what is run in which order.

package testing

import (
	"errors"
	"fmt"
	"internal/synctest"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// M is a run of all tests, as TestMain gets it.
type M struct {
	// The generated main function reads it, as the first word.
	exitCode   int
	tests      []InternalTest
	benchmarks []InternalBenchmark
	fuzz       []InternalFuzzTarget
	examples   []InternalExample
}

// flags are the arguments that begin with -test.
var flags = struct {
	run, skip, bench     []filter // nil: not given
	count, parallel      int
	short, failfast, mem bool
	quiet                bool
	benchTime            time.Duration
	benchCount           int
}{count: 1, benchTime: time.Millisecond}

// failures counts tests that failed.
var failures atomic.Uint32

// Init does nothing: the flags are always there.
func Init() {}

// Short reports whether the flag -test.short is set.
func Short() bool { return flags.short }

// Verbose reports whether a run tells of each test: unless -test.v=false says otherwise.
func Verbose() bool { return !flags.quiet }

// Testing is true where the program's tests are run as tests.
func Testing() bool { return testing.Load() }

var testing atomic.Bool

// CoverMode is empty: coverage is not measured.
func CoverMode() string { return "" }

// Coverage is 0: it is not measured.
func Coverage() float64 { return 0 }

// MainStart is for the generated main function.
func MainStart(deps any, tests []InternalTest, benchmarks []InternalBenchmark, fuzz []InternalFuzzTarget, examples []InternalExample) *M {
	testing.Store(true)
	synctest.Test = func(t, f any) bool { return t.(*T).bubble(f.(func(*T))) }
	return &M{0, tests, benchmarks, fuzz, examples}
}

// Main runs tests as programs did that made their main function themselves. It is quiet unless
// -test.v says otherwise.
func Main(match func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	flags.quiet = true
	os.Exit(MainStart(nil, tests, benchmarks, nil, examples).Run())
}

// Run runs the tests and returns what to exit with.
func (m *M) Run() int {
	if err := parse(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		m.exitCode = 2
		return 2
	}
	if flags.bench == nil && len(m.tests)+len(m.fuzz)+len(m.examples) == 0 {
		// Nothing else is there to be seen.
		flags.bench = filters("bench", ".")
	}
	ran, ok := false, true
	for range flags.count {
		r, o := runTests(m.tests)
		ran, ok = ran || r, ok && o
		r, o = runFuzz(m.fuzz)
		ran, ok = ran || r, ok && o
	}
	r, o := runExamples(m.examples)
	ran, ok = ran || r, ok && o
	if !ran && flags.bench == nil {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if !ok || !runBenchmarks(m.benchmarks) {
		fmt.Println("FAIL")
		m.exitCode = 1
		return 1
	}
	fmt.Println("PASS")
	m.exitCode = 0
	return 0
}

// parse reads the flags.
func parse() error {
	flags.parallel = runtime.GOMAXPROCS(0)
	for i := 1; i < len(os.Args); i++ {
		arg := strings.TrimPrefix(os.Args[i], "-")
		name, isFlag := strings.CutPrefix(strings.TrimPrefix(arg, "-"), "test.")
		if !isFlag {
			continue
		}
		name, value, has := strings.Cut(name, "=")
		next := func() string {
			if !has && i+1 < len(os.Args) {
				i++
				return os.Args[i]
			}
			return value
		}
		var err error
		switch name {
		case "run":
			flags.run = filters(name, next())
		case "skip":
			flags.skip = filters(name, next())
		case "bench":
			if value := next(); value != "" {
				flags.bench = filters(name, value)
			}
		case "count":
			flags.count, err = strconv.Atoi(next())
		case "parallel":
			flags.parallel, err = strconv.Atoi(next())
			if err == nil && flags.parallel < 1 {
				err = errors.New("testing: -parallel can only be given a positive integer")
			}
		case "benchtime":
			if n, counted := strings.CutSuffix(next(), "x"); counted {
				flags.benchCount, err = strconv.Atoi(n)
			} else {
				flags.benchTime, err = time.ParseDuration(n)
			}
		case "short":
			flags.short = value != "false"
		case "failfast":
			flags.failfast = value != "false"
		case "benchmem":
			flags.mem = value != "false"
		case "v":
			flags.quiet = value == "false"
		default:
			err = errors.New("flag provided but not defined: -test." + name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// names gives subtests names that no other has.
type names struct {
	list []filter
	mu   *sync.Mutex
	used map[string]int
}

func newNames(list []filter) names {
	return names{list, new(sync.Mutex), map[string]int{}}
}

// full is the whole name of a test below c, and whether it is to run.
func (n *names) full(c *common, name string) (string, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if c.level > 0 {
		name = n.unique(c.name + "/" + rewrite(name))
	}
	return name, wanted(n.list, name)
}

func (n *names) unique(base string) string {
	for {
		count := n.used[base]
		n.used[base]++
		if count == 0 && !strings.HasSuffix(base, "/") {
			// One may have been named as a further one of another name would be.
			stem, number := numbered(base)
			if stem == base || number >= n.used[stem] {
				return base
			}
			continue
		}
		name := fmt.Sprintf("%s#%02d", base, count)
		if n.used[name] == 0 {
			return name
		}
	}
}

// numbered takes a number off a name.
func numbered(name string) (string, int) {
	at := strings.LastIndexByte(name, '#')
	if at < 0 {
		return name, 0
	}
	stem, digits := name[:at], name[at+1:]
	n, err := strconv.Atoi(digits)
	plain := len(digits) == 2 || len(digits) > 2 && digits[0] != '0'
	if err != nil || n < 0 || !plain || n == 0 && !strings.HasSuffix(stem, "/") {
		return name, 0
	}
	return stem, n
}

// rewrite makes a name of what a program calls a subtest.
func rewrite(name string) string {
	var out []byte
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			out = append(out, '_')
		case !strconv.IsPrint(r):
			quoted := strconv.QuoteRune(r)
			out = append(out, quoted[1:len(quoted)-1]...)
		default:
			out = append(out, string(r)...)
		}
	}
	return string(out)
}

// AllocsPerRun is how many blocks a call of f allocates. The machine keeps more on its heap than
// gc does, so that the number may be larger.
func AllocsPerRun(runs int, f func()) float64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.Mallocs
	for range runs {
		f()
	}
	runtime.ReadMemStats(&m)
	return float64((m.Mallocs - before) / uint64(runs))
}
