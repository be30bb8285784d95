//! The machine: memory, goroutines, interpreter, channels, timers, panics, collector, snapshots,
//! events. It knows bytecode, not Go's syntax; policies of scheduling live in crate `sched`.
#![forbid(unsafe_code)]

mod arith;
mod bubble;
mod c;
mod chan;
mod cheap;
mod checkptr;
mod draws;
mod eq;
mod event;
mod fast;
mod float;
mod g;
mod gc;
mod goroutines;
mod heap;
mod inspect;
mod interp;
mod live;
mod made;
mod maps;
mod memory;
mod natives;
mod ops;
mod output;
mod overlap;
mod panics;
mod parse_float;
mod race;
mod reach;
mod report;
mod scheduler;
mod select;
mod snapshot;
mod steer;
mod stop;
mod sync;
mod timer;
mod touch;
mod trace;
mod trap;
mod turn;
mod value;
mod vm;
mod wait;
mod waits;
mod weak;
mod whole;

pub use cheap::CBlockView;
pub use event::{CASE_CHOSEN, Event, EventLog, EventOp, Outcome, Preview, Record, TIMER_BIT};
pub use gc::{COLLECTED, Census, Origin};
pub use heap::HeapStats;
pub use inspect::{
    BlockView, ChanView, Contents, FrameView, GoroutineView, MutexView, RwMutexView, TimerView,
    WaiterView,
};
pub use output::Output;
pub use race::note as race_note;
pub use reach::{GLANCE, Reach, STUDY, global, reach};
pub use scheduler::{CaseChoice, GRef, Pick, Point, Ready, Scheduler};
pub use snapshot::Snapshot;
pub use steer::{Birth, NextOp};
pub use stop::{BreakFilter, Limit, Limits, RunOutcome, StopReason, Until};
pub use touch::Access;
pub use trace::{Allocated, Collection, GcMove, Pending};
pub use turn::Turn;
pub use vm::{Config, OpenChoice, Vm};
pub use wait::{Status, WaitReason};
pub use waits::{
    Case, Edge, Need, Stuck, Want, holders, same_want, waiting, waits_for_rw, wanted, wants,
};
pub use whole::Wholes;
