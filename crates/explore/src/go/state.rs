//! What the adapter remembers of a moment besides the machine itself: the processes and how each
//! stands, how the run ended, and what `shadow` knows of objects. Snapshots hold it.

use std::collections::BTreeMap;
use std::sync::Arc;

use race::Stretch;
use vm::{GRef, NextOp, StopReason};

use crate::go::bets::Bet;
use crate::go::polls::Polls;
use crate::go::rounds::Reference;
use crate::go::shadow::Shadow;
use crate::go::timers::{Elapsed, Timer};
use crate::ids::{EventId, ProcessId};

/// What a process is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Goroutine(GRef),
    Timer(Timer),
}

/// Whether a process can execute something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// Before this operation.
    Ready(NextOp),
    /// In this one.
    Parked(NextOp),
    Gone,
    /// Does the same again and again: until somebody else does something, nothing else will come of
    /// it.
    Awaiting(NextOp),
    /// Computes without end.
    Endless,
}

#[derive(Clone, Debug)]
pub(crate) struct Proc {
    pub(crate) id: ProcessId,
    pub(crate) kind: Kind,
    pub(crate) standing: Standing,
    pub(crate) children: u32,
    pub(crate) events: u32,
    /// Names given to quiet operations, and moments between operations.
    pub(crate) quiet: u32,
    /// Those since the latest event.
    pub(crate) since: u32,
    /// Quiet operations since the latest event.
    pub(crate) row: u32,
    /// Its latest operation.
    pub(crate) last: Option<EventId>,
    /// Channels of the select in which it is parked.
    pub(crate) cases: Option<Arc<[u64]>>,
    /// Objects that it reads again and again, if it does.
    pub(crate) watched: Option<Arc<[u64]>>,
    /// Of who goes round in loops.
    pub(crate) polls: Option<Box<Polls>>,
    /// A condition, and the ticket that it has for it.
    pub(crate) ticket: Option<(u64, u32)>,
    /// The instruction of its latest operation.
    pub(crate) last_pc: u32,
    /// What it knows of time.
    pub(crate) elapsed: Elapsed,
}

impl Proc {
    /// A name for what it knows now, to be told to the search at once.
    pub(crate) fn now(&mut self) -> EventId {
        self.quiet += 1;
        self.since += 1;
        EventId::quiet(self.id, self.quiet - 1)
    }

    /// What it does until it comes to its next operation.
    pub(crate) fn stretch(&self) -> Stretch {
        Stretch {
            who: self.id.0,
            events: self.events,
            since: self.since,
            names: self.quiet,
        }
    }
}

/// How the run ended.
#[derive(Clone, Debug)]
pub(crate) struct Ending {
    pub(crate) reason: StopReason,
    /// Bytes printed until then.
    pub(crate) printed: u64,
    /// Who ended it, and in which event, if not before all of them.
    pub(crate) process: ProcessId,
    pub(crate) event: Option<EventId>,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) procs: Vec<Proc>,
    /// By goroutine number: place in `procs` + 1.
    by_g: Vec<u32>,
    /// By process: place in `procs` + 1.
    by_id: Vec<u32>,
    pub(crate) shadow: Shadow,
    /// By the machine's number of a timer: place of its latest process.
    pub(crate) timers: BTreeMap<u64, usize>,
    pub(crate) end: Option<Ending>,
    /// Somebody computes without end.
    pub(crate) endless: bool,
    /// How many spin.
    pub(crate) spinning: u32,
    /// What selects bet on.
    pub(crate) bets: Vec<Bet>,
    /// Events so far.
    pub(crate) length: u32,
    /// A state that it was in before, and whether it is in that state again.
    pub(crate) reference: Option<Arc<Reference>>,
    pub(crate) round: bool,
    /// How many steps have changed something, or may have.
    pub(crate) changes: u32,
    /// How many have come round in vain.
    pub(crate) idle: u32,
}

impl Clone for State {
    fn clone(&self) -> State {
        State {
            procs: self.procs.clone(),
            by_g: self.by_g.clone(),
            by_id: self.by_id.clone(),
            shadow: self.shadow.clone(),
            timers: self.timers.clone(),
            end: self.end.clone(),
            bets: self.bets.clone(),
            reference: self.reference.clone(),
            ..*self
        }
    }

    /// Without new memory where the old suffices.
    fn clone_from(&mut self, from: &State) {
        self.procs.clone_from(&from.procs);
        self.by_g.clone_from(&from.by_g);
        self.by_id.clone_from(&from.by_id);
        self.shadow.clone_from(&from.shadow);
        self.timers.clone_from(&from.timers);
        self.end.clone_from(&from.end);
        self.endless = from.endless;
        self.spinning = from.spinning;
        self.bets.clone_from(&from.bets);
        self.length = from.length;
        self.reference.clone_from(&from.reference);
        self.round = from.round;
        self.changes = from.changes;
        self.idle = from.idle;
    }
}

impl State {
    fn place(list: &[u32], at: u32) -> Option<usize> {
        let n = list.get(at as usize).copied().unwrap_or(0);
        n.checked_sub(1).map(|n| n as usize)
    }

    pub(crate) fn of_g(&self, id: u32) -> Option<usize> {
        Self::place(&self.by_g, id)
    }

    pub(crate) fn of_process(&self, id: ProcessId) -> Option<usize> {
        Self::place(&self.by_id, id.0)
    }

    pub(crate) fn add(&mut self, proc: Proc) -> usize {
        let place = self.procs.len() as u32 + 1;
        let put = |list: &mut Vec<u32>, at: u32| {
            let at = at as usize;
            if list.len() <= at {
                list.resize(at + 1, 0);
            }
            if let Some(p) = list.get_mut(at) {
                *p = place;
            }
        };
        put(&mut self.by_id, proc.id.0);
        if let Kind::Goroutine(g) = proc.kind {
            put(&mut self.by_g, g.id);
        }
        self.procs.push(proc);
        place as usize - 1
    }
}

pub(crate) fn fresh(id: ProcessId, kind: Kind) -> Proc {
    Proc {
        id,
        kind,
        standing: Standing::Gone,
        children: 0,
        events: 0,
        quiet: 0,
        since: 0,
        row: 0,
        last: None,
        cases: None,
        watched: None,
        polls: None,
        ticket: None,
        last_pc: u32::MAX,
        elapsed: Elapsed::default(),
    }
}
