// Scheduling, identity of the toolchain, and statistics.

package runtime

// Compiler names the compiler whose behaviour is followed.
const Compiler = "gc"

// MemProfileRate is accepted and ignored: there is no heap profiler.
var MemProfileRate int = 512 * 1024

// Version is the Go version whose behaviour is followed.
func Version() string { return "go1.27.3" }

// GOROOT is empty: there is no installation.
func GOROOT() string { return "" }

// Gosched lets other goroutines run.
func Gosched()

// GC collects garbage now. Others run meanwhile, as they do while gc's collector works.
func GC() {
	collect()
	Gosched()
}

func collect()

// Goexit runs the deferred calls of this goroutine and ends it.
func Goexit()

// NumGoroutine is the number of goroutines that exist.
func NumGoroutine() int

// NumCPU is the number of modelled processors.
func NumCPU() int

// GOMAXPROCS sets the number of Ps if n > 0 and returns the previous one.
func GOMAXPROCS(n int) int

// SetDefaultGOMAXPROCS sets GOMAXPROCS to the number of processors.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(NumCPU()) }

// NumCgoCall is 0: nothing calls C.
func NumCgoCall() int64 { return 0 }

// LockOSThread does nothing: goroutines have no threads to be locked to.
func LockOSThread() {}

// UnlockOSThread undoes LockOSThread.
func UnlockOSThread() {}

// Breakpoint does nothing: the page has its own.
func Breakpoint() {}

// SetBlockProfileRate is accepted and ignored.
func SetBlockProfileRate(rate int) {}

// SetMutexProfileFraction is accepted and ignored.
func SetMutexProfileFraction(rate int) int { return 0 }

// SetCPUProfileRate is accepted and ignored.
func SetCPUProfileRate(hz int) {}

// MemStats holds statistics of the heap. Fields that have no meaning in the
// machine stay zero.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

func memStats() (alloc, totalAlloc, mallocs, frees, numGC, heapObjects uint64)

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	alloc, total, mallocs, frees, cycles, objects := memStats()
	m.Alloc = alloc
	m.TotalAlloc = total
	m.Sys = alloc
	m.Mallocs = mallocs
	m.Frees = frees
	m.HeapAlloc = alloc
	m.HeapSys = alloc
	m.HeapInuse = alloc
	m.HeapObjects = objects
	m.NumGC = uint32(cycles)
	m.EnableGC = true
}
