//! The calmest interleaving of a trace: the same events in the same order of happens-before,
//! with as few switches between processes as possible.
//!
//! What led to an event is its causal past alone; all else can be left out. And every linear
//! extension of happens-before is an execution of the same trace, so one may choose.
//!
//! It never hurts to let a process run on for as long as the order allows (its events moved
//! forward add no switch), so only the choice of who comes next is searched: best first over the
//! sets of events executed, exact unless there are too many, then by beam. Before that the obvious
//! is tried, whoever can finish does: where happens-before itself forces as many switches, nothing
//! is better.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::ids::ProcessId;
use crate::preemption::{Columns, count};
use crate::visit::{Choice, Execution};

/// Sets that the beam keeps of each number of switches.
const BEAM: usize = 64;

/// What is to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// All of the execution.
    Whole,
    /// This event, by its position, and what led to it.
    Event(usize),
    /// Where the process stands in the end, and what led there.
    Process(ProcessId),
}

/// An interleaving with few switches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calm {
    /// Positions in the execution that it comes from.
    pub order: Vec<u32>,
    /// The decisions that lead there.
    pub schedule: Vec<Choice>,
    /// Switches from one process to another.
    pub switches: u32,
    /// Those of them where the one left could have gone on.
    pub preemptions: u32,
    /// Whether no interleaving has fewer switches.
    pub exact: bool,
}

/// How many events of each process are executed, and who ran last.
type State = (Vec<u32>, u32);

/// A state in the search, and where it came from.
struct Reached {
    state: State,
    from: u32,
    cost: (u32, u32),
}

/// Nobody, nowhere.
const NONE: u32 = u32::MAX;

/// The interleaving of the causal past of the target that has the fewest switches; among those met,
/// one with the fewest preemptions. `limit`: states looked at before exactness is given up.
pub fn shrink(execution: &Execution<'_>, target: Target, limit: usize) -> Calm {
    let trail = execution.trail;
    let columns = past(execution, target);
    let order = columns.order();
    let at_hand = count(trail, &order, execution.enabled);
    if at_hand <= (columns.least_switches(), 0) {
        return calm(execution, order, at_hand, true);
    }
    let found = obvious(&columns).or_else(|| best_first(&columns, limit));
    let (reached, exact) = match found {
        Some(r) => (r, true),
        None => (beam(&columns), false),
    };
    let mut states = Vec::new();
    let mut at = reached.len().saturating_sub(1) as u32;
    while let Some(r) = reached.get(at as usize) {
        states.push(&r.state);
        at = r.from;
    }
    states.reverse();
    let mut order = Vec::new();
    for pair in states.windows(2) {
        if let [a, b] = pair {
            columns.between(&a.0, &b.0, b.1 as usize, &mut order);
        }
    }
    let cost = count(trail, &order, execution.enabled);
    calm(execution, order, cost, exact)
}

fn calm(execution: &Execution<'_>, order: Vec<u32>, cost: (u32, u32), exact: bool) -> Calm {
    let schedule = order
        .iter()
        .filter_map(|k| execution.event(*k as usize))
        .map(|e| Choice {
            process: e.id.process,
            label: e.label,
        })
        .collect();
    Calm {
        order,
        schedule,
        switches: cost.0,
        preemptions: cost.1,
        exact,
    }
}

/// What led to the target.
fn past<'a>(execution: &Execution<'a>, target: Target) -> Columns<'a> {
    let trail = execution.trail;
    let mut columns = Columns::new(trail, execution.enabled);
    let clock = match target {
        Target::Whole => None,
        Target::Event(k) => trail.event(k).map(|e| e.clock),
        Target::Process(p) => Some(trail.completed(p)),
    };
    if let Some(clock) = clock {
        columns.keep_past(clock);
    }
    columns
}

/// Whether some interleaving of what led to the target may have fewer switches and preemptions.
pub(crate) fn could_be_calmer(execution: &Execution<'_>, target: Target, than: (u32, u32)) -> bool {
    let past = past(execution, target);
    than > (past.processes().saturating_sub(1), 0) && than > (past.least_switches(), 0)
}

/// Whoever can finish does; the path to the end if nothing can be better.
fn obvious(columns: &Columns<'_>) -> Option<Vec<Reached>> {
    let least = columns.least_switches();
    let mut all = vec![start(columns)];
    loop {
        let from = all.len().checked_sub(1)?;
        let r = all.last().filter(|r| r.cost <= (least, 0))?;
        if columns.finished(&r.state.0) {
            return Some(all);
        }
        let mut best: Option<(bool, State, (u32, u32))> = None;
        blocks(columns, r, |state, cost| {
            let ends = columns.ended(&state.0, state.1 as usize);
            if best.as_ref().is_none_or(|b| ends && !b.0) {
                best = Some((ends, state, cost));
            }
        });
        let (_, state, cost) = best?;
        all.push(Reached {
            state,
            from: from as u32,
            cost,
        });
    }
}

/// The states that one more block leads to.
fn blocks(columns: &Columns<'_>, r: &Reached, mut each: impl FnMut(State, (u32, u32))) {
    let (at, last) = &r.state;
    let switches = u32::from(*last != NONE);
    for q in 0..columns.len() {
        if q as u32 == *last || !columns.available(at, q) {
            continue;
        }
        let preempts = *last != NONE && columns.enabled(at, *last as usize);
        let cost = (r.cost.0 + switches, r.cost.1 + u32::from(preempts));
        let mut next = at.clone();
        while columns.available(&next, q) {
            if let Some(n) = next.get_mut(q) {
                *n += 1;
            }
        }
        each((next, q as u32), cost);
    }
}

fn start(columns: &Columns<'_>) -> Reached {
    Reached {
        state: (vec![0; columns.len()], NONE),
        from: NONE,
        cost: (0, 0),
    }
}

/// The path to the end as a chain whose last element is the end; none if `limit` was reached.
fn best_first(columns: &Columns<'_>, limit: usize) -> Option<Vec<Reached>> {
    let mut all = vec![start(columns)];
    let mut seen: BTreeSet<State> = BTreeSet::new();
    let mut open = BinaryHeap::from([Reverse(((0, 0), 0u32))]);
    while let Some(Reverse((cost, k))) = open.pop() {
        let r = all.get(k as usize)?;
        if columns.finished(&r.state.0) {
            let end = Reached {
                state: r.state.clone(),
                from: r.from,
                cost,
            };
            all.push(end);
            return Some(all);
        }
        if !seen.insert(r.state.clone()) {
            continue;
        }
        if seen.len() > limit {
            return None;
        }
        let mut found = Vec::new();
        blocks(columns, r, |state, cost| found.push((state, cost)));
        for (state, cost) in found {
            if !seen.contains(&state) {
                open.push(Reverse((cost, all.len() as u32)));
                all.push(Reached {
                    state,
                    from: k,
                    cost,
                });
            }
        }
    }
    None
}

fn beam(columns: &Columns<'_>) -> Vec<Reached> {
    let mut all = vec![start(columns)];
    let mut level = vec![0u32];
    loop {
        let mut next: Vec<(u32, u32, State, (u32, u32))> = Vec::new();
        for k in &level {
            let Some(r) = all.get(*k as usize) else {
                continue;
            };
            if columns.finished(&r.state.0) {
                let end = Reached {
                    state: r.state.clone(),
                    from: r.from,
                    cost: r.cost,
                };
                all.push(end);
                return all;
            }
            blocks(columns, r, |state, cost| {
                next.push((state.0.iter().sum(), *k, state, cost));
            });
        }
        if next.is_empty() {
            return all;
        }
        // Those that got furthest; of equals, the ones with fewer preemptions.
        next.sort_by(|a, b| (b.0, a.3, &a.2).cmp(&(a.0, b.3, &b.2)));
        next.dedup_by(|a, b| a.2 == b.2);
        next.truncate(BEAM);
        level.clear();
        for (_, from, state, cost) in next {
            level.push(all.len() as u32);
            all.push(Reached { state, from, cost });
        }
    }
}
