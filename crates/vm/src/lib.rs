//! The machine: memory, goroutines, interpreter, channels, timers, panics, collector, snapshots,
//! events. It knows bytecode, not Go's syntax; policies of scheduling live in crate `sched`.
#![forbid(unsafe_code)]

mod event;
#[allow(dead_code)]
mod heap;
#[allow(dead_code)]
mod memory;
mod scheduler;
#[allow(dead_code)]
mod sizeclass;
mod stop;
mod wait;

pub use event::{Event, EventLog, EventOp, Outcome, Preview, Record, TIMER_BIT};
pub use heap::HeapStats;
pub use scheduler::{CaseChoice, GRef, Pick, Point, Ready, Scheduler};
pub use stop::{BreakFilter, Limit, Limits, RunOutcome, StopReason, Until};
pub use wait::{Status, WaitReason};
