//! Channels, locks, wait groups, timers: what is in flight.

use serde::{Deserialize, Serialize};

use crate::{Gid, ObjectId, Place};

/// What sort of thing an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ObjectKind {
    /// A channel.
    Chan,
    /// `sync.Mutex`.
    Mutex,
    /// `sync.RWMutex`.
    RwMutex,
    /// `sync.WaitGroup`.
    WaitGroup,
    /// `sync.Cond`.
    Cond,
    /// `sync.Once`.
    Once,
    /// An internal semaphore.
    Semaphore,
    /// A timer.
    Timer,
    /// A ticker.
    Ticker,
    /// A variable used with `sync/atomic`.
    Atomic,
    /// Any other memory: what accesses touch that race.
    Memory,
}

/// A short mention of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectRef {
    /// Which one.
    pub id: ObjectId,
    /// What it is.
    pub kind: ObjectKind,
    /// The name of a variable or field that holds it, when one is known: `jobs`, `c.mu`.
    pub name: Option<String>,
}

/// A goroutine in an object's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiter {
    /// Who.
    pub goroutine: Gid,
    /// The value it wants to send, in Go syntax, shortened.
    pub value: Option<String>,
    /// Whether it waits in a select.
    pub select: bool,
}

/// One object at the current position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// Which.
    pub at: ObjectRef,
    /// Where it was made or first used.
    pub made: Option<Place>,
    /// The last event on it.
    pub touched: Option<u64>,
    /// Its inside.
    pub detail: ObjectDetail,
}

/// The inside of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObjectDetail {
    /// A channel.
    Chan {
        /// Element type, as Go prints it.
        elem: String,
        /// Buffer size.
        cap: u64,
        /// Items in the buffer.
        len: u64,
        /// The first items (oldest first), in Go syntax, shortened; at most 32.
        slots: Vec<String>,
        /// Whether it is closed.
        closed: bool,
        /// Goroutines that wait to send, in queue order.
        senders: Vec<Waiter>,
        /// Goroutines that wait to receive, in queue order.
        receivers: Vec<Waiter>,
    },
    /// A mutex.
    Mutex {
        /// Whether it is locked.
        locked: bool,
        /// Who locked it.
        owner: Option<Gid>,
        /// Whether it is in starvation mode.
        starving: bool,
        /// In queue order.
        waiters: Vec<Waiter>,
    },
    /// A reader/writer mutex.
    RwMutex {
        /// Who holds it for writing.
        writer: Option<Gid>,
        /// Who holds it for reading.
        readers: Vec<Gid>,
        /// Who waits to read.
        waiting_readers: Vec<Waiter>,
        /// Who waits to write.
        waiting_writers: Vec<Waiter>,
    },
    /// A wait group.
    WaitGroup {
        /// Its counter.
        count: i64,
        /// Who waits.
        waiters: Vec<Waiter>,
    },
    /// A condition variable.
    Cond {
        /// In queue order.
        waiters: Vec<Waiter>,
    },
    /// A once.
    Once {
        /// Whether it has run.
        done: bool,
        /// Who runs it now.
        running: Option<Gid>,
        /// Who waits for that.
        waiters: Vec<Waiter>,
    },
    /// A semaphore.
    Semaphore {
        /// Its count.
        count: i64,
        /// In queue order.
        waiters: Vec<Waiter>,
    },
    /// A timer or ticker.
    Timer {
        /// Virtual nanoseconds until it goes off; `None`: it is stopped.
        remaining: Option<i64>,
        /// Its period, for a ticker.
        period: Option<i64>,
        /// The goroutine that sleeps on it, for `time.Sleep`.
        sleeper: Option<Gid>,
    },
    /// An atomic variable.
    Atomic {
        /// Its value, in Go syntax.
        value: String,
    },
}

/// The objects that matter here: those in use first, then by time of creation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objects {
    /// At most 200.
    pub list: Vec<Object>,
    /// How many there are in all.
    pub total: u32,
}
