//! The machine: memory, goroutines, interpreter, channels, timers, panics, collector, snapshots, events.
