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
    /// Where it stands.
    pub spot: OrderSpot,
}

/// A place in the picture of an order: an event stands below all that it directly follows, and no
/// lower than that, so that events which nothing orders stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSpot {
    /// Its row, from the top, and the one in which its wait ended.
    pub row: u32,
    /// See `row`.
    pub end: u32,
    /// It waits for ever, as far as the run was followed.
    pub open: bool,
}

/// What is to be seen of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// The run is followed from this event on: long ones in parts.
    pub part: u64,
    /// Which rows.
    pub at: OrderAt,
    /// How many of them; fewer if many events stand in them.
    pub rows: u32,
    /// The event whose past and future are wanted.
    pub select: Option<u64>,
    /// Moments of goroutines, as ticks, that are wanted as rows.
    pub moments: Vec<(Gid, u64)>,
}

/// Where the rows that are wanted lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderAt {
    /// From this one on.
    Row(u32),
    /// Around this event.
    Event(u64),
}

impl Default for OrderAt {
    fn default() -> Self {
        OrderAt::Row(0)
    }
}

/// One goroutine's events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLane {
    /// Who.
    pub goroutine: Gid,
    /// Its events in the window, in order, those included whose wait reaches into it.
    pub events: Vec<OrderEvent>,
    /// From its first row to its last one.
    pub rows: (u32, u32),
    /// Its last event above those, and its first below.
    pub above: Option<u64>,
    /// See `above`.
    pub below: Option<u64>,
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
    /// Whose events they are, and where they stand: one may lie outside of the window.
    pub ends: [(Gid, OrderSpot); 2],
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
    /// The row of the last one that happened before and not after, and of the first that happens
    /// after and not before.
    pub rows: (Option<u32>, Option<u32>),
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
    /// How many events happened before it, how many happen after it, and how many are unordered
    /// with it, in all of the part.
    pub counts: (u64, u64, u64),
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFound {
    /// Events of the run in all.
    pub total: u64,
    /// The events of the part that was followed: from `part.0` up to `part.1`.
    pub part: (u64, u64),
    /// Rows of that part in all.
    pub rows: u32,
    /// The rows that are answered: from `window.0` up to `window.1`.
    pub window: (u32, u32),
    /// The row of the event around which the window lies, if that was asked for.
    pub around: Option<u32>,
    /// Goroutines, by number: all of the part, or if these are too many, those in the window.
    pub lanes: Vec<OrderLane>,
    /// Goroutines that are left out.
    pub more: u32,
    /// The edges between goroutines that no others imply, in order of `to`.
    pub edges: Vec<OrderEdge>,
    /// What the selected event sees.
    pub cone: Option<OrderCone>,
    /// The row above the moments that were asked for; none: above all rows, or not there.
    pub moments: Vec<Option<u32>>,
    /// The run was not followed to its end: a limit stopped it.
    pub limited: bool,
}
