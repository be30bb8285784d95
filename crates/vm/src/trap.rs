//! Why the interpreter's loop is left: Go panics, waiting, and requests of the machine itself.

use crate::heap::Oom;
use crate::scheduler::Ready;
use crate::stop::StopReason;

#[derive(Debug)]
pub(crate) enum Trap {
    /// Access to an address that is not mapped.
    Fault(u64),
    /// `runtime.errorString`: prefixed "runtime error: ".
    Error(String),
    /// An index out of range, and the length; the place tells whether the index is unsigned.
    Index(u64, u64),
    /// `runtime.boundsError`, prefixed in the same way.
    Bounds(String),
    /// `runtime.plainError`.
    Plain(String),
    /// `panic` of a string.
    Text(&'static str),
    /// `*runtime.TypeAssertionError` with its whole text.
    Assert(String),
    /// `panic(v)`.
    Value(u64, u64),
    /// Not recoverable: `fatal error: …`.
    Fatal(String),
    /// The run ends.
    Stop(StopReason),
    /// No memory: collect, then execute the instruction again.
    Oom,
    /// A collection is due after this instruction.
    Gc,
    /// The goroutine waits; its state says for what.
    Park,
    /// The goroutine gives up the processor and stays runnable.
    Yield(Ready),
    /// The policy wants to be asked before this instruction.
    Point,
    /// The policy wants to be asked before the goroutine ends the run, or goes on within this
    /// operation.
    Again,
    /// The policy asks a person, in the middle of this instruction.
    Ask,
    /// The stack must grow before execution goes on at the saved place.
    Grow,
    /// Code address that is not code: a return to the machine.
    OutOfCode,
    Budget,
    /// The number of events asked for is reached.
    Reached,
    Break,
    Goexit,
    Recover(u8),
    Internal(&'static str),
}

impl Trap {
    /// The end of a run that a trap means which nobody expected: a defect of the image or of the
    /// machine.
    pub(crate) fn defect(self) -> StopReason {
        StopReason::Internal(match self {
            Trap::Internal(what) => what.to_string(),
            other => format!("unexpected {other:?}"),
        })
    }
}

impl From<Oom> for Trap {
    fn from(_: Oom) -> Trap {
        Trap::Oom
    }
}

pub(crate) type Res<T = ()> = Result<T, Trap>;

/// An access that failed is a fault at `addr`.
#[inline(always)]
pub(crate) fn at<T>(v: Option<T>, addr: u64) -> Res<T> {
    match v {
        Some(v) => Ok(v),
        None => Err(Trap::Fault(addr)),
    }
}

#[cold]
pub(crate) fn index(i: u64, len: u64) -> Trap {
    Trap::Index(i, len)
}

/// What a panic says about an index that is out of range.
pub(crate) fn index_text(i: u64, len: u64, unsigned: bool) -> String {
    if !unsigned && (i as i64) < 0 {
        format!("index out of range [{}]", i as i64)
    } else {
        format!("index out of range [{i}] with length {len}")
    }
}

/// An integer was divided by zero.
#[cold]
pub(crate) fn divide() -> Trap {
    Trap::Error("integer divide by zero".into())
}
