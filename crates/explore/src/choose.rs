//! Which move comes next, and where the search will come back.
//!
//! Whatever is chosen, the same traces are found; what it costs and how executions read depends on
//! it. Moves that must come next are not looked for here: they are in the frames' trees (`reverse`).

use crate::explorer::Explorer;
use crate::ids::ProcessId;
use crate::machine::Machine;
use crate::visit::Kind;
use crate::wakeup::{Move, NIL, Trees};

/// A move to make, and the tree to follow after it.
pub(crate) struct Chosen {
    pub(crate) process: ProcessId,
    pub(crate) label: u32,
    pub(crate) tree: u32,
}

impl Chosen {
    fn free((process, label): (ProcessId, u32)) -> Chosen {
        Chosen {
            process,
            label,
            tree: NIL,
        }
    }
}

/// Takes the first branch off a tree.
fn planned(trees: &mut Trees, tree: &mut u32) -> Option<Chosen> {
    let (m, below, rest) = trees.take_first(*tree)?;
    *tree = rest;
    Some(Chosen {
        process: m.process,
        label: m.label,
        tree: below,
    })
}

/// Operations that a process executes one after the other while others could, if nothing else
/// matters.
const TURN: usize = 24;

impl<M: Machine> Explorer<M> {
    /// Whether the search is likely to come back to the last frame after this move: what is to be
    /// executed there next, or what somebody else could execute, raced before.
    pub(crate) fn comes_back(&self, chosen: &Chosen) -> bool {
        let Some(top) = self.frames.last() else {
            return false;
        };
        if top.tree != NIL || self.is_first_switch(chosen.process) {
            return true;
        }
        let races = |p: ProcessId| self.trail.races_next(p) == Some(true);
        let known = self.moves.get(top.sleep as usize..).unwrap_or(&[]);
        let awake = |p: ProcessId| !known.iter().any(|m| m.process == p);
        races(chosen.process)
            && self
                .enabled
                .iter()
                .any(|p| *p != chosen.process && awake(*p) && races(*p))
    }

    /// Whether this is the first switch to another process. Who runs until then mostly sets the
    /// others up, and they are what the search is about.
    fn is_first_switch(&self, to: ProcessId) -> bool {
        let done = self.trail.len();
        let own = self.trail.next_of(to).nth;
        own == 0 && done > 0 && self.trail.is_run_of(done)
    }

    /// The first move from a new state.
    pub(crate) fn choose(&mut self, machine: &mut M) -> Result<Chosen, Kind> {
        let depth = self.trail.len() as u32;
        let Some(top) = self.frames.last_mut() else {
            return Err(Kind::Blocked);
        };
        let enabled = &mut self.enabled;
        enabled.clear();
        machine.enabled(enabled);
        if top.full || self.options.bounds.conservative {
            top.enabled.clone_from(enabled);
        }
        let bounds = self.options.bounds;
        let round = machine.goes_round() && !enabled.is_empty();
        let cut = round
            || depth >= bounds.depth && !enabled.is_empty()
            || bounds
                .preemptions
                .is_some_and(|most| !self.preemptions.within(&self.trail, most));
        if cut {
            self.progress.rounds += u64::from(round);
            let tree = std::mem::replace(&mut top.tree, NIL);
            self.trees.drop_tree(tree);
            return Err(Kind::Cut);
        }
        let kind = match enabled.is_empty() {
            true if !machine.astray() => Kind::Complete,
            _ => Kind::Blocked,
        };
        if let Some(chosen) = planned(&mut self.trees, &mut top.tree) {
            return Ok(chosen);
        }
        // Going on with the same process makes for executions that are easy to read. But what one
        // that never ends keeps others from doing is not seen: whoever did least comes next then.
        // (With a bound on preemptions everything is tried above a cut anyway.)
        let last = self.trail.events.last().map(|e| e.id.process);
        let tired = bounds.preemptions.is_none() && self.trail.is_run_of(TURN);
        let free = match tired {
            true => {
                enabled.sort_by_key(|p| (self.trail.next_of(*p).nth, *p));
                None
            }
            false => last.filter(|p| enabled.contains(p)),
        };
        let known = self.moves.get(top.sleep as usize..).unwrap_or(&[]);
        // What never raced is got out of the way: more executions have it in common then.
        let trail = &self.trail;
        let races = |p: ProcessId| trail.races_next(p);
        let calm = match free {
            Some(p) if races(p) != Some(true) => None,
            _ => enabled.iter().copied().find(|p| races(*p) == Some(false)),
        };
        let can = |p: ProcessId| Some((p, awake(known, p)?));
        let free = calm
            .and_then(can)
            .or_else(|| free.and_then(can))
            .or_else(|| enabled.iter().copied().find_map(can));
        if tired {
            enabled.sort_unstable();
        }
        free.map(Chosen::free).ok_or(kind)
    }

    /// The next move from a state whose last subtree was explored.
    pub(crate) fn another(&mut self) -> Option<Chosen> {
        let top = self.frames.last_mut()?;
        let planned = planned(&mut self.trees, &mut top.tree);
        if planned.is_some() || !top.full {
            return planned;
        }
        let known = self.moves.get(top.sleep as usize..).unwrap_or(&[]);
        let mut enabled = top.enabled.iter();
        let free = enabled.find_map(|p| Some((*p, awake(known, *p)?)));
        free.map(Chosen::free)
    }
}

/// The first label of the process that neither sleeps nor was explored, of these moves.
fn awake(known: &[Move], p: ProcessId) -> Option<u32> {
    if known.is_empty() {
        return Some(0);
    }
    let own = || known.iter().filter(|m| m.process == p);
    let labels = own().map(|m| m.labels).max().unwrap_or(1);
    (0..labels).find(|l| !own().any(|m| m.label == *l))
}
