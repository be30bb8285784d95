//! What a search shows of each execution.

use crate::access::Access;
use crate::ids::{EventId, ProcessId, Processes};
use crate::preemption::{Preemptions, count};
use crate::trail::Trail;

/// How an execution ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Nobody can go on: all finished or parked.
    Complete,
    /// All that can follow was explored elsewhere.
    Blocked,
    /// A bound was reached.
    Cut,
}

/// One decision of a schedule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Choice {
    pub process: ProcessId,
    pub label: u32,
}

/// One event of an execution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Happening {
    pub id: EventId,
    pub label: u32,
    /// Number of labels that the operation had.
    pub labels: u32,
}

/// An execution that just ended, and the machine's state is its last one.
#[derive(Clone, Copy)]
pub struct Execution<'a> {
    pub kind: Kind,
    pub trail: &'a Trail,
    pub processes: &'a Processes,
    /// Processes that could go on at the end (none when complete).
    pub enabled: &'a [ProcessId],
}

impl Execution<'_> {
    pub fn len(&self) -> usize {
        self.trail.len()
    }

    pub fn is_empty(&self) -> bool {
        self.trail.is_empty()
    }

    /// Event number `k`.
    pub fn event(&self, k: usize) -> Option<Happening> {
        self.trail.event(k).map(|e| Happening {
            id: e.id,
            label: e.label,
            labels: e.labels,
        })
    }

    /// What event `k` touched.
    pub fn accesses(&self, k: usize) -> &[Access] {
        self.trail.accesses(k)
    }

    /// Whether event `a` happens before event `b`.
    pub fn before(&self, a: usize, b: usize) -> bool {
        self.trail.before(a, b)
    }

    /// Instructions whose accesses were told as touches only ([`crate::Step::touches`]) and came in no
    /// order with others that they conflict with, in any execution so far.
    pub fn unordered(&self) -> impl Iterator<Item = u32> {
        self.trail.unordered().map(|s| s.0)
    }

    /// The decisions that lead here from the start.
    pub fn schedule(&self) -> Vec<Choice> {
        self.trail
            .events
            .iter()
            .map(|e| Choice {
                process: e.id.process,
                label: e.label,
            })
            .collect()
    }

    /// Switches between processes in the interleaving at hand, and how many of them are
    /// preemptions.
    pub fn switches(&self) -> (u32, u32) {
        let order: Vec<u32> = (0..self.len() as u32).collect();
        count(self.trail, &order, self.enabled)
    }

    /// Whether an equivalent interleaving has at most `most` preemptions (yes, if that is too
    /// hard to tell). In a search with growing bounds, those that need fewer were seen before.
    pub fn within_preemptions(&self, most: u32) -> bool {
        Preemptions::default().within(self.trail, most)
    }

    /// The same for all equivalent executions, and (but for collisions of 128 bits) only for
    /// them; comparable between searches, shards and machines of the same program.
    pub fn trace_hash(&self) -> u128 {
        self.trail.trace_hash(self.processes)
    }
}

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    Continue,
    Stop,
}

/// Sees every execution, with the machine in its last state.
pub trait Visitor<M> {
    fn execution(&mut self, machine: &M, execution: &Execution<'_>) -> Flow;
}

impl<M, F: FnMut(&M, &Execution<'_>) -> Flow> Visitor<M> for F {
    fn execution(&mut self, machine: &M, execution: &Execution<'_>) -> Flow {
        self(machine, execution)
    }
}
