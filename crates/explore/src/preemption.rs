//! Preemption counts of traces.
//!
//! A preemption is a switch away from a process that could have gone on; a trace needs as many as
//! its best interleaving has (Musuvathi, Qadeer: Iterative Context Bounding, PLDI 2007, counts
//! them for single interleavings).
//!
//! For a trace that is not complete, a switch counts only if the process that is left goes on
//! later in the trace: the others may yet finish or park before the switch. So the number belongs
//! to the trace and never falls as the trace grows, and cutting where it exceeds a bound agrees
//! with skipping equivalent interleavings.

use std::collections::BTreeSet;

use crate::clock::{Clock, Reach, events};
use crate::ids::{EventId, ProcessId};
use crate::trail::Trail;

/// States looked at before a trace counts as within the bound.
const MOST_STATES: usize = 20_000;

/// Decides the question for one trace after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Preemptions {
    seen: BTreeSet<(Vec<u32>, u32, u32)>,
}

/// A trace, or a part of it that is closed under happens-before, seen as columns of processes.
/// States are given as numbers of executed events of each process.
pub(crate) struct Columns<'a> {
    trail: &'a Trail,
    /// How many events of each process belong to the part.
    kept: Vec<u32>,
    /// For each process that can go on at the end, what that needs.
    at_end: Vec<Option<Clock>>,
}

impl<'a> Columns<'a> {
    /// The whole trace; `enabled`: who can go on at its end.
    pub(crate) fn new(trail: &'a Trail, enabled: &[ProcessId]) -> Self {
        let kept: Vec<u32> = trail.columns().map(|c| c.len() as u32).collect();
        let mut at_end = match enabled.is_empty() {
            true => Vec::new(),
            false => vec![None; kept.len()],
        };
        for p in enabled {
            if let Some(slot) = at_end.get_mut(p.index()) {
                *slot = Some(trail.completed(*p));
            }
        }
        Columns {
            trail,
            kept,
            at_end,
        }
    }

    /// Restricts the part to what a clock of the trail has behind it.
    pub(crate) fn keep_past(&mut self, clock: Clock) {
        for (p, n) in self.kept.iter_mut().enumerate() {
            *n = self.trail.clocks.count(clock, ProcessId(p as u32));
        }
    }

    /// What is in the part, in the order at hand.
    pub(crate) fn order(&self) -> Vec<u32> {
        let events = self.trail.events.iter().zip(0..);
        let kept = |id: EventId| {
            self.kept
                .get(id.process.index())
                .is_some_and(|n| id.nth < *n)
        };
        events.filter(|(e, _)| kept(e.id)).map(|(_, k)| k).collect()
    }

    /// How many processes.
    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Of how many of them there is something in the part.
    pub(crate) fn processes(&self) -> u32 {
        self.kept.iter().filter(|n| **n > 0).count() as u32
    }

    /// Whether all of the part is executed.
    pub(crate) fn finished(&self, at: &[u32]) -> bool {
        at == self.kept
    }

    /// Whether all of `p` that is in the part is executed.
    pub(crate) fn ended(&self, at: &[u32], p: usize) -> bool {
        at.get(p) == self.kept.get(p)
    }

    /// A number of switches that no interleaving of the part falls short of: a process comes again
    /// at least as often as it waits for somebody who waited for what it did since it came.
    pub(crate) fn least_switches(&self) -> u32 {
        let mut turns = 0u32;
        for (p, (column, kept)) in self.trail.columns().zip(&self.kept).enumerate() {
            let mut came = 0;
            turns += u32::from(*kept > 0);
            let mut known: &[Reach] = &[];
            for (n, k) in column.iter().take(*kept as usize).enumerate() {
                let past = self.trail.event(*k as usize).map(|e| e.clock);
                let past = past.map_or(&[][..], |c| self.trail.clocks.reaches(c));
                let before = std::mem::replace(&mut known, past);
                if n == 0 {
                    continue;
                }
                let waited = |(q, seen): (usize, &Reach)| {
                    let seen = events(*seen);
                    // Whom it had behind it before has been looked at.
                    if before.get(q).map(|r| events(*r)) == Some(seen) {
                        return false;
                    }
                    let of = seen.checked_sub(1).and_then(|s| {
                        let k = *self.trail.column(q).get(s as usize)?;
                        self.trail.event(k as usize)
                    });
                    let back = |e: &crate::trail::Event| {
                        let since = self.trail.clocks.count(e.clock, ProcessId(p as u32));
                        since > came
                    };
                    q != p && of.is_some_and(back)
                };
                if past.iter().enumerate().any(waited) {
                    turns += 1;
                    came = n as u32;
                }
            }
        }
        turns.saturating_sub(1)
    }

    fn next(&self, at: &[u32], p: usize) -> Option<usize> {
        let n = at.get(p).copied().unwrap_or(0) as usize;
        self.trail.column(p).get(n).map(|k| *k as usize)
    }

    /// Whether `p` can go on, in the part or beyond it.
    pub(crate) fn enabled(&self, at: &[u32], p: usize) -> bool {
        let needs = match self.next(at, p) {
            Some(k) => self.trail.event(k).map(|e| e.before),
            None => self.at_end.get(p).copied().flatten(),
        };
        needs.is_some_and(|c| {
            let counts = self.trail.clocks.counts(c).enumerate();
            let mut needs = counts.map(|(q, n)| n <= at.get(q).copied().unwrap_or(0));
            needs.all(|has| has)
        })
    }

    /// Whether the next event of `p` is in the part and has all it depends on.
    pub(crate) fn available(&self, at: &[u32], p: usize) -> bool {
        if at.get(p) >= self.kept.get(p) {
            return false;
        }
        let Some(e) = self.next(at, p).and_then(|k| self.trail.event(k)) else {
            return false;
        };
        let mut counts = self.trail.clocks.counts(e.clock).enumerate();
        counts.all(|(q, n)| q == p || n <= at.get(q).copied().unwrap_or(0))
    }

    /// Appends the positions of the events of `p` between two states.
    pub(crate) fn between(&self, from: &[u32], to: &[u32], p: usize, out: &mut Vec<u32>) {
        let at = |s: &[u32]| s.get(p).copied().unwrap_or(0) as usize;
        let column = self.trail.column(p).get(at(from)..at(to));
        out.extend(column.unwrap_or(&[]));
    }
}

/// Switches between processes, and how many of them are preemptions, in the order at hand.
/// `enabled`: who can go on at the end.
pub(crate) fn count(trail: &Trail, order: &[u32], enabled: &[ProcessId]) -> (u32, u32) {
    let columns = Columns::new(trail, enabled);
    let mut at = vec![0u32; columns.len()];
    let mut last: Option<usize> = None;
    let (mut switches, mut preemptions) = (0, 0);
    for k in order {
        let Some(e) = trail.event(*k as usize) else {
            continue;
        };
        let p = e.id.process.index();
        if let Some(l) = last
            && l != p
        {
            switches += 1;
            preemptions += u32::from(columns.enabled(&at, l));
        }
        last = Some(p);
        if let Some(n) = at.get_mut(p) {
            *n += 1;
        }
    }
    (switches, preemptions)
}

impl Preemptions {
    /// Whether some interleaving of the trace has at most `most` preemptions. A trace that is too
    /// hard to decide counts as within: more is explored then than was asked for, never less.
    pub(crate) fn within(&mut self, trail: &Trail, most: u32) -> bool {
        let order: Vec<u32> = (0..trail.len() as u32).collect();
        if count(trail, &order, &[]).1 <= most {
            return true;
        }
        let columns = Columns::new(trail, &[]);
        self.seen.clear();
        // Depth first, going on with the same process first.
        let mut open: Vec<(Vec<u32>, usize, u32)> = Vec::new();
        let start = vec![0u32; columns.len()];
        for p in (0..columns.len()).rev() {
            if columns.available(&start, p) {
                open.push((start.clone(), p, 0));
            }
        }
        while let Some((mut at, p, used)) = open.pop() {
            // `p` executes one event.
            if let Some(n) = at.get_mut(p) {
                *n += 1;
            }
            if columns.finished(&at) {
                return true;
            }
            if !self.seen.insert((at.clone(), p as u32, used)) {
                continue;
            }
            if self.seen.len() > MOST_STATES {
                return true;
            }
            let cost = used + u32::from(columns.enabled(&at, p));
            if cost <= most {
                for q in (0..columns.len()).rev() {
                    if q != p && columns.available(&at, q) {
                        open.push((at.clone(), q, cost));
                    }
                }
            }
            if columns.available(&at, p) {
                open.push((at, p, used));
            }
        }
        false
    }
}
