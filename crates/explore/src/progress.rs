//! How far a search is: counts, and an estimate of what is left.

use crate::options::Claim;

/// Whether there is more to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Call `run` again.
    Running,
    /// Everything was explored.
    Finished,
    /// The visitor said stop.
    Stopped,
    /// The budget of executions is used up.
    Exhausted,
}

/// Counts so far.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Progress {
    pub status: Status,
    /// Executions that ran until nobody could go on.
    pub complete: u64,
    /// Executions abandoned because all that could follow had been explored elsewhere. Zero for
    /// the optimal search without bounds.
    pub blocked: u64,
    /// Executions cut by a bound.
    pub cut: u64,
    /// Those of them that went round (see [`crate::Machine::goes_round`]).
    pub rounds: u64,
    /// Times the machine could not do what it was asked for (see [`crate::Stuck`]). Anything but
    /// zero is a defect of the machine's reports.
    pub diverged: u64,
    /// Operations executed, re-executions included.
    pub steps: u64,
    /// Races reversed into new beginnings.
    pub reversals: u64,
    /// Longest execution so far, in events.
    pub deepest: u32,
    /// Length of the execution at hand.
    pub depth: u32,
    /// Beginnings that wait for their turn, as tree nodes.
    pub pending: usize,
    /// Part of the search that is done, between 0 and 1, if all branches that wait are as large
    /// as those that were explored beside them. Races found later make it shrink, so it is an
    /// upper bound more often than not.
    pub done: f64,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Progress {
            status: Status::Running,
            complete: 0,
            blocked: 0,
            cut: 0,
            rounds: 0,
            diverged: 0,
            steps: 0,
            reversals: 0,
            deepest: 0,
            depth: 0,
            pending: 0,
            done: 0.0,
        }
    }

    /// All executions, however they ended.
    pub fn executions(&self) -> u64 {
        self.complete + self.blocked + self.cut
    }

    /// How many executions the whole search will take, by the weighted backtrack estimator
    /// (Kilby, Slaney, Thiébaux, Walsh: Estimating Search Tree Size, AAAI 2006).
    pub fn estimate(&self) -> f64 {
        if self.done > 0.0 {
            self.executions() as f64 / self.done
        } else {
            f64::INFINITY
        }
    }

    /// What may be said now, if cutting was conservative or not.
    pub(crate) fn claim(&self, conservative: bool) -> Claim {
        if self.status != Status::Finished || self.diverged > 0 {
            Claim::Nothing
        } else if self.cut == 0 {
            Claim::All
        } else if conservative && self.rounds == 0 {
            Claim::WithinBounds
        } else {
            Claim::Nothing
        }
    }
}
