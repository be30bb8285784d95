//! What the relations take for granted, and what shows that it is not so. Objects of which
//! it is not so are told to the search that begins again (`Exploration::coarse`).
//!
//! - A lock is given up by whoever holds it, so that Lock and Unlock cannot come the other way
//!   round. Where somebody else does it, all operations on the lock are dependent.
//! - Whoever is woken from a wait group returns before anybody adds to the group again. Where somebody
//!   else than who waited begins the next round, a return is an operation, which may find the group
//!   in use again; and whether a Wait has to wait matters, so it depends on the Dones.
//! - No Done comes before the Add that it belongs to, so that the two commute. That is so if the
//!   counter is above zero after any set of Dones and what came before them. Where it may not be, an
//!   Add of the group depends on its Dones; and once a counter was below zero, all operations on the
//!   group are dependent.

use crate::go::setup::Relation;
use crate::go::shadow::Group;
use crate::go::subject::Subject;
use crate::hash::mix;
use crate::ids::EventId;
use crate::trail::Trail;

/// Marks wait groups whose Dones may come before their Adds.
const UNEVEN: u64 = 0x0add;
/// Marks wait groups to which somebody may add before all who waited have returned.
const RETURNS: u64 = 0x4e70;

impl Subject {
    /// From the next search on every operation on the object is dependent on every other.
    pub(crate) fn distrust(&mut self, addr: u64) {
        if self.setup.relation != Relation::Coarse {
            let id = self.object(addr);
            self.suspects.insert(id);
        }
    }

    pub(crate) fn is_uneven(&self, group: u64) -> bool {
        !self.coarse.is_empty() && self.coarse.contains(&mix(self.object(group), UNEVEN))
    }

    /// From the next search on, whoever was woken from the wait group returns in a step of its own.
    pub(crate) fn doubt_returns(&mut self, group: u64) {
        let id = self.object(group);
        self.suspects.insert(mix(id, RETURNS));
    }

    pub(crate) fn doubts_returns(&self, group: u64) -> bool {
        !self.coarse.is_empty() && self.coarse.contains(&mix(self.object(group), RETURNS))
    }

    /// What turned out not to be as it was taken for granted, and is not known to be otherwise yet.
    pub(crate) fn lessons(&self, trail: &Trail) -> Vec<u64> {
        let all = self.suspects.iter().copied().chain(self.uneven(trail));
        all.filter(|id| !self.coarse.contains(id)).collect()
    }

    fn uneven(&self, trail: &Trail) -> impl Iterator<Item = u64> {
        let groups = self.state.shadow.groups();
        let uneven = groups.filter(|(_, g)| self.is_ticket() && self.may_fall_short(g, trail));
        // Quiet Adds of several goroutines come in no order: the next search sees them in one.
        let uneven = uneven.filter(|(at, _)| !self.adds_turned_out(*at));
        uneven.map(|(at, _)| mix(self.object(*at), UNEVEN))
    }

    /// Whether some Dones could come before enough Adds have: whether fewer Adds are certain to come
    /// before one of them than there are Dones up to it, in the order of how many those are. (If it is
    /// not so in any order of the Dones, it is not so in that one. And where Adds of several goroutines
    /// add up, it may be said of Dones that have enough.)
    fn may_fall_short(&self, group: &Group, trail: &Trail) -> bool {
        let certain = |(done, by): &(EventId, i64)| {
            let is_behind = trail.is_behind(*done);
            let adds = group.adds.iter().filter(|a| is_behind(a.event));
            (adds.map(|a| a.by).sum(), *by)
        };
        if !short(group.dones.iter().map(certain)) {
            return false;
        }
        let mut all: Vec<(i64, i64)> = group.dones.iter().map(certain).collect();
        all.sort_unstable();
        short(all.into_iter())
    }
}

fn short(mut dones: impl Iterator<Item = (i64, i64)>) -> bool {
    let mut gone = 0;
    dones.any(|(certain, by)| {
        gone += by;
        gone > certain
    })
}
