//! Preemption counts of traces.
//!
//! A preemption is a switch away from a process that could have gone on; a trace needs as many as
//! its best interleaving has (Musuvathi, Qadeer: Iterative Context Bounding, PLDI 2007, counts
//! them for single interleavings). The number belongs to the trace and does not fall as the trace
//! grows, so cutting where it exceeds a bound agrees with skipping equivalent interleavings.

use std::collections::BTreeSet;

use crate::clock::Clock;
use crate::ids::ProcessId;
use crate::trail::Trail;

/// States looked at before a trace counts as within the bound.
const MOST_STATES: usize = 20_000;

/// Decides the question for one trace after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Preemptions {
    seen: BTreeSet<(Vec<u32>, u32, u32)>,
}

/// The trace seen as columns of processes.
struct Columns<'a> {
    trail: &'a Trail,
    /// Positions of each process' events.
    events: Vec<Vec<u32>>,
    /// For each process that can go on at the end, what that needs.
    at_end: Vec<Option<Clock>>,
}

impl Columns<'_> {
    /// Whether `p` can go on after the events counted in `at`.
    fn enabled(&self, at: &[u32], p: usize) -> bool {
        let next = at.get(p).copied().unwrap_or(0) as usize;
        let needs = match self.events.get(p).and_then(|c| c.get(next)) {
            Some(k) => self.trail.event(*k as usize).map(|e| e.before),
            None => self.at_end.get(p).copied().flatten(),
        };
        needs.is_some_and(|c| covers(at, self.trail.clocks.counts(c)))
    }

    /// Whether the next event of `p` in the trace has all it depends on.
    fn available(&self, at: &[u32], p: usize) -> bool {
        let next = at.get(p).copied().unwrap_or(0) as usize;
        let Some(e) = self
            .events
            .get(p)
            .and_then(|c| c.get(next))
            .and_then(|k| self.trail.event(*k as usize))
        else {
            return false;
        };
        let counts = self.trail.clocks.counts(e.clock);
        counts
            .iter()
            .enumerate()
            .all(|(q, n)| q == p || *n <= at.get(q).copied().unwrap_or(0))
    }
}

fn covers(at: &[u32], counts: &[u32]) -> bool {
    counts
        .iter()
        .enumerate()
        .all(|(q, n)| *n <= at.get(q).copied().unwrap_or(0))
}

fn columns<'a>(trail: &'a Trail, enabled: &[ProcessId]) -> Columns<'a> {
    let mut events: Vec<Vec<u32>> = Vec::new();
    for (k, e) in trail.events.iter().enumerate() {
        let p = e.id.process.index();
        if events.len() <= p {
            events.resize_with(p + 1, Vec::new);
        }
        if let Some(c) = events.get_mut(p) {
            c.push(k as u32);
        }
    }
    let mut at_end = vec![None; events.len()];
    for p in enabled {
        if let Some(slot) = at_end.get_mut(p.index()) {
            *slot = Some(trail.completed(*p));
        }
    }
    Columns {
        trail,
        events,
        at_end,
    }
}

/// Switches between processes, and how many of them are preemptions, in the order at hand.
/// `enabled`: who can go on at the end.
pub(crate) fn count(trail: &Trail, order: &[u32], enabled: &[ProcessId]) -> (u32, u32) {
    let columns = columns(trail, enabled);
    let mut at = vec![0u32; columns.events.len()];
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
    pub(crate) fn within(&mut self, trail: &Trail, enabled: &[ProcessId], most: u32) -> bool {
        let order: Vec<u32> = (0..trail.len() as u32).collect();
        if count(trail, &order, enabled).1 <= most {
            return true;
        }
        let columns = columns(trail, enabled);
        let total: u32 = columns.events.iter().map(|c| c.len() as u32).sum();
        self.seen.clear();
        // Depth first, going on with the same process first.
        let mut open: Vec<(Vec<u32>, usize, u32)> = Vec::new();
        let start = vec![0u32; columns.events.len()];
        for p in (0..columns.events.len()).rev() {
            if columns.available(&start, p) {
                open.push((start.clone(), p, 0));
            }
        }
        while let Some((mut at, p, used)) = open.pop() {
            // `p` executes one event.
            if let Some(n) = at.get_mut(p) {
                *n += 1;
            }
            if at.iter().sum::<u32>() == total {
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
                for q in (0..columns.events.len()).rev() {
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
