//! The lanes: what each goroutine was doing over a window of steps.

use serde::{Deserialize, Serialize};

use crate::{Gid, Op, Outcome, TimelineQuery};

/// What a stretch of a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LaneState {
    /// On the processor.
    Running,
    /// Could run.
    Runnable,
    /// Waits on a channel or select.
    BlockedChan,
    /// Waits on a lock, wait group, cond or semaphore.
    BlockedLock,
    /// Waits for time.
    Sleeping,
    /// Has returned.
    Done,
    /// Its panic ended the program.
    Panicked,
    /// Waits for ever.
    Deadlocked,
    /// Several of the above, each too short to draw.
    Mixed,
}

/// A stretch of a lane: steps `from..to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First step.
    pub from: u64,
    /// First step after.
    pub to: u64,
    /// What it shows.
    pub state: LaneState,
}

/// An event on a lane: it happens between step `index` and step `index + 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The event's index.
    pub index: u64,
    /// What it was.
    pub op: Op,
    /// How it went.
    pub outcome: Outcome,
    /// How many events this mark stands for (zoomed out: the weightiest is shown).
    pub merged: u32,
}

/// One goroutine's lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Whose.
    pub goroutine: Gid,
    /// The function it runs.
    pub name: String,
    /// In order; gaps: it did not exist.
    pub spans: Vec<Span>,
    /// In order.
    pub marks: Vec<Mark>,
}

/// What joins two lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// A `go` statement and its goroutine's first step.
    Go,
    /// A value went over.
    Message,
    /// A close that was noticed.
    Close,
    /// An unlock that let a waiter in.
    Unlock,
    /// Any other wake-up.
    Wake,
}

/// A line between two lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// From this event …
    pub from: u64,
    /// … of this goroutine …
    pub from_goroutine: Gid,
    /// … to this event …
    pub to: u64,
    /// … of this goroutine.
    pub to_goroutine: Gid,
}

/// The visible lanes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// What was asked.
    pub query: TimelineQuery,
    /// Lanes in all.
    pub total_rows: u32,
    /// The furthest step of the run.
    pub steps: u64,
    /// The lanes asked for.
    pub lanes: Vec<Lane>,
    /// Lines between lanes that are both visible; at most 1,000, the ones nearest to the current
    /// position first.
    pub links: Vec<Link>,
    /// The whole run squeezed into as many columns as `px` says, for the overview strip; at most
    /// 2,000.
    pub overview: Vec<Column>,
}

/// One column of the overview strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The goroutine that ran most in it; 0: none.
    pub busiest: Gid,
    /// Share of goroutines that wait, 0 to 255.
    pub waiting: u8,
    /// Whether something broken lies in it: panic, deadlock, fatal error.
    pub alarm: bool,
}
