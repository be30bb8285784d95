//! Lazy selects: a select without a default touches only the side of the channel that it chooses.
//!
//! It bets on one of its cases as it arrives, and waits for that one alone, as the plain operation
//! would; the search tries all bets. Which bet comes true is known at the end: an execution in
//! which somebody waits although another of his cases could go on is one that went astray, and
//! counts as blocked. (Who waits for ever bet on his first case, so that it counts once.) The
//! others are executions of real selects that arrive once their case is ready, and in that order
//! schedules are written down.
//!
//! That is exact as long as nobody can tell that a select is waiting: by a select with a default,
//! `len`, stopping a timer, or a select that waits for all its cases. And as long as no two selects
//! meet on a channel without a buffer: one of them had to wait, with nothing else ready. Channels
//! where that happens become coarse, the search starts again, and their selects wait for all their
//! cases.

use std::collections::{BTreeMap, VecDeque};

use vm::NextOp;

use crate::go::setup::Clock;
use crate::go::subject::Subject;
use crate::ids::EventId;
use crate::machine::Stuck;
use crate::visit::Execution;

/// A select that bet on a case.
#[derive(Clone, Debug)]
pub(crate) struct Bet {
    pub(crate) event: EventId,
    /// What had to come first for the case to be ready, once it was; none: it waits.
    pub(crate) served: Option<Vec<EventId>>,
    /// It bet on its first case.
    first: bool,
    /// It does not count.
    spoiled: bool,
}

/// How a channel was used so far, in all executions: bits.
const SENDS: u8 = 1;
const RECEIVES: u8 = 2;
/// By somebody who can tell who waits.
const NOTICES: u8 = 4;

/// By name of channel.
pub(crate) type Uses = BTreeMap<u64, u8>;

impl Subject {
    fn is_lazy(&self) -> bool {
        self.setup.commute && self.setup.clock == Clock::Any && self.is_ticket()
    }

    /// Whether all selects that wait have bet.
    pub(crate) fn all_bet(&self) -> bool {
        self.is_lazy() && self.coarse.is_empty()
    }

    fn used(&mut self, c: u64, how: u8) {
        let id = self.object(c);
        let uses = self.uses.entry(id).or_default();
        *uses |= how;
        let both = SENDS | RECEIVES;
        let bets = *uses & both;
        if bets != 0 && *uses & NOTICES != 0 || bets == both && self.vm.chan_cap(c) == 0 {
            self.suspects.insert(id);
        }
    }

    /// Somebody could tell if a select waits at the channel.
    pub(crate) fn notices(&mut self, c: u64) {
        if c != 0 && self.is_lazy() {
            self.used(c, NOTICES);
        }
    }

    /// The operation that the select is before which the goroutine at `place` stands, with this
    /// label, and how many labels it has: that of one of its cases if it bets.
    pub(crate) fn bet(
        &mut self,
        place: usize,
        op: NextOp,
        label: u32,
    ) -> Result<(NextOp, u32), Stuck> {
        if !matches!(op, NextOp::Select) || !self.is_lazy() {
            return Ok((op, 1));
        }
        let Some(g) = self.goroutine(place) else {
            return Ok((op, 1));
        };
        let mut cases = Vec::new();
        let has_default = self.vm.select_cases(g, &mut cases);
        let is_coarse = |c: &(u16, u64, bool)| self.coarse.contains(&self.object(c.1));
        if has_default || cases.is_empty() || cases.iter().any(is_coarse) {
            for c in &cases {
                self.used(c.1, NOTICES);
            }
            return Ok((op, 1));
        }
        let one = cases.len() == 1;
        for c in cases.iter().filter(|_| !one) {
            self.used(c.1, if c.2 { SENDS } else { RECEIVES });
        }
        let Some((case, c, send)) = cases.get(label as usize).copied() else {
            return Err(Stuck);
        };
        match self.steer.log {
            Some(_) => self.steer.wish = Some(case),
            None => self.steer.bet = Some(case),
        }
        let op = match send {
            true => NextOp::Send(c),
            false => NextOp::Recv(c),
        };
        Ok((op, cases.len() as u32))
    }

    /// The select that was event `me` has bet; it waits, or these came before what it did.
    pub(crate) fn has_bet(&mut self, event: EventId, label: u32, before: Option<&[EventId]>) {
        self.state_mut().bets.push(Bet {
            event,
            served: before.map(<[EventId]>::to_vec),
            first: label == 0,
            spoiled: false,
        });
    }

    /// The operation `event` was completed by `me`, which `closes` the channel to which it sends.
    pub(crate) fn bet_served(&mut self, event: EventId, me: EventId, closes: bool) {
        let mut bets = self.state.bets.iter_mut();
        if let Some(b) = bets.find(|b| b.event == event && b.served.is_none()) {
            b.served = Some(vec![me]);
            // The same comes of it when it arrives after the close (but for what the race detector says,
            // to which the two are not in order then). Whether it would have waited is not known.
            b.spoiled = closes;
        }
    }

    /// Whether a bet did not come true.
    pub(crate) fn has_lost(&self) -> bool {
        self.state.bets.iter().any(|b| match b.served {
            Some(_) => b.spoiled,
            None => !b.first || self.could_go_on(b),
        })
    }

    fn could_go_on(&self, bet: &Bet) -> bool {
        let place = self.place_of(bet.event.process);
        let Some(g) = place.and_then(|p| self.goroutine(p)) else {
            return false;
        };
        let mut cases = Vec::new();
        self.vm.select_cases(g, &mut cases);
        cases.iter().any(|c| self.vm.chan_ready(c.1, c.2))
    }
}

/// The order in which every select comes after what makes its case ready, and those that wait for
/// ever come last; otherwise as it was.
pub(crate) fn settle(e: &Execution<'_>, order: &[u32], bets: &[Bet]) -> Vec<u32> {
    let mut needs: BTreeMap<u32, Option<&[EventId]>> = BTreeMap::new();
    for b in bets {
        if let Some(k) = e.trail.position(b.event) {
            needs.insert(k as u32, b.served.as_deref());
        }
    }
    let mut done = vec![false; e.len()];
    let is_done = |done: &[bool], k: usize| done.get(k).copied().unwrap_or(false);
    let mut left: VecDeque<u32> = order.iter().copied().collect();
    let mut settled = Vec::with_capacity(order.len());
    let mut last_resort = false;
    while !left.is_empty() {
        let free = left.iter().position(|k| {
            let waits = match needs.get(k) {
                Some(Some(first)) => !first.iter().all(|f| {
                    let at = e.trail.position(*f);
                    at.is_none_or(|at| is_done(&done, at))
                }),
                Some(None) => !last_resort,
                None => false,
            };
            let after = |j: &&u32| e.before(**j as usize, *k as usize);
            !waits
                && order
                    .iter()
                    .filter(after)
                    .all(|j| is_done(&done, *j as usize))
        });
        match free.and_then(|at| left.remove(at)) {
            Some(k) => {
                if let Some(d) = done.get_mut(k as usize) {
                    *d = true;
                }
                settled.push(k);
            }
            None if last_resort => break,
            None => last_resort = true,
        }
    }
    settled
}
