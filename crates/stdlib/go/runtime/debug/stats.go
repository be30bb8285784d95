// Statistics of the collector.

package debug

import (
	"runtime"
	"time"
)

// GCStats is what is known of collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats says how many collections there were. They take no time here.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = 0
	stats.Pause, stats.PauseEnd = stats.Pause[:0], stats.PauseEnd[:0]
	clear(stats.PauseQuantiles)
}
