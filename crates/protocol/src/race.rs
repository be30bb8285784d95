//! Data races: two accesses that nothing orders.

use serde::{Deserialize, Serialize};

use crate::{Frame, Gid, ObjectRef, Place};

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
}
