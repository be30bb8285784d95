//! Data races: two accesses that nothing orders.

use serde::{Deserialize, Serialize};

use crate::{Frame, Gid, ObjectRef, Op, Place};

/// What an access does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessKind {
    /// A plain read.
    Read,
    /// A plain write.
    Write,
    /// An operation of sync/atomic that only reads, or the like inside a lock.
    AtomicRead,
    /// One that writes.
    AtomicWrite,
}

/// What is accessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessTo {
    /// A variable.
    Memory,
    /// A map as a whole.
    Map,
    /// A channel: sending reads it, closing writes it.
    Chan,
    /// A wait group: the first Add reads it, the first Wait writes it.
    WaitGroup,
    /// The state of a lock, which copying it reads.
    Lock,
}

/// One of the two accesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceSide {
    /// Who.
    pub goroutine: Gid,
    /// How.
    pub kind: AccessKind,
    /// To what.
    pub to: AccessTo,
    /// Instructions executed before it.
    pub tick: u64,
    /// The stack at it, innermost first.
    pub stack: Vec<Frame>,
    /// Who started the goroutine, and the stack at the `go` statement; none for main.
    pub created_by: Option<Gid>,
    /// See `created_by`.
    pub created_at: Vec<Frame>,
    /// Whether the goroutine had returned when the race showed.
    pub finished: bool,
}

/// How one goroutine last learned of the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceSync {
    /// The one that learned.
    pub by: Gid,
    /// The one that it learned of.
    pub of: Gid,
    /// What they synchronised on; none: a `go` statement.
    pub object: Option<ObjectRef>,
    /// Where the one that learned stood.
    pub place: Option<Place>,
}

/// A race.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    /// The access that came first in this execution.
    pub first: RaceSide,
    /// The one that nothing orders after it.
    pub second: RaceSide,
    /// What both touch, as the program calls it: `counter`, `s.items[3]`.
    pub variable: Option<String>,
    /// Its address.
    pub address: u64,
    /// Bytes that both touch.
    pub size: u64,
    /// The last synchronisation between the two before the second access.
    pub last_sync: Option<RaceSync>,
    /// Why that does not order them.
    pub missing: MissingEdge,
}

/// An operation that bears on a race.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceStep {
    /// Who did it.
    pub goroutine: Gid,
    /// What.
    pub op: Op,
    /// On what.
    pub object: Option<ObjectRef>,
    /// Where.
    pub place: Option<Place>,
    /// Its index in the run.
    pub index: u64,
}

/// What would have ordered two accesses, and does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MissingEdge {
    /// Nothing can be said beyond the last synchronisation: the run is too long to be followed.
    #[default]
    Unknown,
    /// Neither goroutine ever learned anything of the other.
    Never,
    /// One knows of the other what it was started with, and nothing later.
    OnlyStarted,
    /// Both held locks, none of them the same.
    OtherLock {
        /// One that the first access was made under.
        first: ObjectRef,
        /// One that the second was made under.
        second: ObjectRef,
    },
    /// Both held the lock, but only for reading.
    ReadLock(ObjectRef),
    /// One access was made under a lock, the other under none.
    Unlocked {
        /// The lock.
        lock: ObjectRef,
        /// Whether it is the first access that was made without.
        first: bool,
    },
    /// The second access's goroutine waits for the first one's, but only after its access.
    TooLate(RaceStep),
    /// The first access's goroutine last let the other one know what it had done before its
    /// access.
    TooEarly(RaceStep),
}

/// The races of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RacesFound {
    /// Those that are described, in the order of their second accesses.
    pub races: Vec<Race>,
    /// For each of them, events before its first access and before its second.
    pub steps: Vec<(u64, u64)>,
    /// How many pairs of places race, those included that are not described.
    pub total: u32,
    /// Events and instructions of the run that was looked at.
    pub events: u64,
    /// See `events`.
    pub ticks: u64,
    /// Hash over those events: that of the same run in a session.
    pub hash: u64,
    /// The run was not looked at to its end: a limit stopped it.
    pub limited: bool,
}
