//! Visible operations: what happened, to what, with whom. A step's sentence is made from one.

use serde::{Deserialize, Serialize};

use crate::{Frame, Gid, ObjectRef, Place, WaitReason};

/// What kind of operation an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Op {
    /// A `go` statement; the partner is the new goroutine.
    Go,
    /// A goroutine ran for the first time.
    Start,
    /// A goroutine returned from its function.
    Exit,
    /// `runtime.Goexit`.
    Goexit,
    /// A channel was made.
    MakeChan,
    /// `ch <- v`.
    Send,
    /// `<-ch`.
    Recv,
    /// `close(ch)`.
    Close,
    /// A select statement as a whole: it blocked, or took its default.
    Select,
    /// `Mutex.Lock` or `RWMutex.Lock`.
    Lock,
    /// `TryLock`.
    TryLock,
    /// `Unlock`.
    Unlock,
    /// `RLock`.
    RLock,
    /// `TryRLock`.
    TryRLock,
    /// `RUnlock`.
    RUnlock,
    /// `WaitGroup.Add` (and `Go`); the value is the new counter.
    WgAdd,
    /// `WaitGroup.Done`.
    WgDone,
    /// `WaitGroup.Wait`.
    WgWait,
    /// `Cond.Wait`.
    CondWait,
    /// `Cond.Signal`.
    CondSignal,
    /// `Cond.Broadcast`.
    CondBroadcast,
    /// `Once.Do`.
    Once,
    /// An internal semaphore, acquired.
    SemAcquire,
    /// An internal semaphore, released.
    SemRelease,
    /// `atomic` load.
    AtomicLoad,
    /// `atomic` store.
    AtomicStore,
    /// `atomic` add, and, or.
    AtomicAdd,
    /// `atomic` swap.
    AtomicSwap,
    /// `atomic` compare-and-swap.
    AtomicCas,
    /// `time.Sleep`.
    Sleep,
    /// A timer or ticker was started or reset.
    TimerStart,
    /// A timer or ticker was stopped.
    TimerStop,
    /// A timer or ticker went off.
    TimerFire,
    /// `runtime.Gosched`.
    Gosched,
    /// The scheduler took the processor from a long runner.
    Preempt,
    /// The scheduler put another goroutine on the processor.
    Switch,
    /// Something was printed; the value is its first line.
    Print,
    /// A panic began; the value is its text.
    Panic,
    /// A panic was recovered.
    Recover,
    /// A garbage collection.
    Gc,
    /// A finaliser or cleanup was queued.
    Finalizer,
    /// The program ended; the value is its exit code.
    End,
    /// A fatal error of the runtime; the value is its text.
    Fatal,
}

/// How an operation went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// At once.
    Done,
    /// The goroutine had to wait.
    Blocked,
    /// It was complete after a wait: the partner brought it about.
    Resumed,
    /// It would have had to wait, and did not (default case, failed `TryLock`, failed CAS).
    NotReady,
    /// A receive from a closed channel.
    Closed,
    /// It panicked.
    Panicked,
}

/// One visible operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its index in the run.
    pub index: u64,
    /// Instructions executed before it.
    pub tick: u64,
    /// Virtual time, nanoseconds since the start.
    pub time: i64,
    /// Who did it.
    pub goroutine: Gid,
    /// What.
    pub op: Op,
    /// How it went.
    pub outcome: Outcome,
    /// On what.
    pub object: Option<ObjectRef>,
    /// The value that moved, in Go syntax, shortened.
    pub value: Option<String>,
    /// The other side: who received, who sent, who held the lock, the new goroutine.
    pub partner: Option<Gid>,
    /// Who can run because of it.
    pub woke: Vec<Gid>,
    /// Why the goroutine waits, when `outcome` is `Blocked`.
    pub reason: Option<WaitReason>,
    /// The chosen case of a select, counted from 0 in source order.
    pub case: Option<u32>,
    /// Items in the channel's buffer afterwards, or the wait group's counter.
    pub count: Option<i64>,
    /// Where in the source.
    pub place: Option<Place>,
}

/// An event with its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDetail {
    /// The event.
    pub event: Event,
    /// The goroutine's stack at it, innermost first.
    pub stack: Vec<Frame>,
    /// The event on the other side: the send of this receive, the unlock that let this lock in.
    pub partner_event: Option<Event>,
    /// Where the goroutine was made.
    pub created_at: Option<Place>,
    /// Who made it.
    pub created_by: Option<Gid>,
}
