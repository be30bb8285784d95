//! What happened before what in a run: events, the edges between them, and how one event stands to
//! all others.

use serde::{Deserialize, Serialize};

use crate::{Event, Gid, ObjectRef};

/// What orders two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EdgeKind {
    /// A `go` statement and the goroutine's start.
    Go,
    /// A value was sent and received: on a channel with a buffer, the send comes first.
    Message,
    /// A receive made room in a full buffer for this send.
    Room,
    /// A send and a receive met on a channel without a buffer: what is before either is before
    /// what follows either.
    Meet,
    /// A channel was closed, which a receive saw.
    Close,
    /// A lock was given back and taken.
    Lock,
    /// `Done` let a `Wait` return.
    WaitGroup,
    /// `Signal` or `Broadcast` ended a `Wait`.
    Cond,
    /// The function of a `Once` ended before another `Do` returned.
    Once,
    /// An atomic operation saw another's effect.
    Atomic,
    /// A timer was started, and went off.
    Timer,
    /// A finalizer or cleanup follows all that was done with its object.
    Finalizer,
    /// Something else that the library does inside.
    Other,
}

/// What let a waiting goroutine go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The event's index.
    pub by: u64,
    /// Its tick.
    pub tick: u64,
}

/// One event of a goroutine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    /// The event.
    pub event: Event,
    /// For one that had to wait: what let it go on, if anything did.
    pub resumed: Option<Resumed>,
}

/// One goroutine's events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLane {
    /// Who.
    pub goroutine: Gid,
    /// Its events in the window, in order.
    pub events: Vec<OrderEvent>,
    /// How many it has before the window, and after it.
    pub outside: (u32, u32),
}

/// What is before what, directly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEdge {
    /// Index of the event that came first.
    pub from: u64,
    /// Index of the one that it orders after itself.
    pub to: u64,
    /// By what.
    pub kind: EdgeKind,
    /// On what.
    pub object: Option<ObjectRef>,
}

/// How an event stands to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stand {
    /// It is the other one.
    Same,
    /// It happened before.
    Past,
    /// It happened after.
    Future,
    /// The two met: each begins before the other one ends.
    Together,
    /// Nothing orders the two.
    Concurrent,
}

/// A place in a run between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPoint {
    /// The event's index.
    pub index: u64,
    /// Its tick.
    pub tick: u64,
}

/// One goroutine as the selected event sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCut {
    /// Who.
    pub goroutine: Gid,
    /// Its last event that happened before the selected one ended; all earlier ones did too.
    pub past: Option<OrderPoint>,
    /// Its first event that ended after the selected one began, because of it; all later ones did
    /// too.
    pub future: Option<OrderPoint>,
}

/// An event, and all others as it sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCone {
    /// The event that is selected.
    pub selected: u64,
    /// Whose it is.
    pub goroutine: Gid,
    /// Goroutines that have events in the part of the run that was looked at.
    pub cuts: Vec<OrderCut>,
}

impl OrderCone {
    /// How an event of a goroutine stands to the selected one.
    pub fn stand(&self, goroutine: Gid, index: u64) -> Stand {
        if index == self.selected {
            return Stand::Same;
        }
        let cut = self.cuts.iter().find(|c| c.goroutine == goroutine);
        let past = cut.and_then(|c| c.past).is_some_and(|p| index <= p.index);
        let future = cut.and_then(|c| c.future).is_some_and(|p| index >= p.index);
        match (past, future) {
            (true, true) => Stand::Together,
            (true, false) => Stand::Past,
            (false, true) => Stand::Future,
            (false, false) => Stand::Concurrent,
        }
    }
}

/// The order of a part of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFound {
    /// Events of the run in all.
    pub total: u64,
    /// The events that are answered: from `window.0` up to `window.1`.
    pub window: (u64, u64),
    /// Goroutines that did something in the window, by number.
    pub lanes: Vec<OrderLane>,
    /// Goroutines that are left out.
    pub more: u32,
    /// The edges between goroutines that no others imply, in order of `to`.
    pub edges: Vec<OrderEdge>,
    /// What the selected event sees.
    pub cone: Option<OrderCone>,
    /// The run was not followed to its end: a limit stopped it.
    pub limited: bool,
}
