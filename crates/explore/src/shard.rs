//! Dividing a search among explorers that do not talk to each other.
//!
//! The search is cut at all beginnings of some small length, found with sleep sets: of two
//! beginnings that lead to a common trace, the later one sleeps where the earlier one leads. So
//! each trace lies under exactly one beginning, no trace is executed twice, and the union of what
//! all shards find is what one explorer finds; no set of hashes is needed. The price: a shard may
//! execute beginnings that turn out to be covered elsewhere and end blocked (`Progress::blocked`),
//! which a single search never does.
//!
//! Beginnings are dealt out in turn. Every explorer computes the same list, from a machine in the
//! same initial state, so a shard is named by two numbers.

use crate::explorer::Explorer;
use crate::machine::Machine;
use crate::visit::Choice;
use crate::wakeup::Move;

/// Share number `index` out of `of`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shard {
    pub index: u32,
    pub of: u32,
}

/// Beginnings per shard that are aimed at.
const PARTS: usize = 16;
/// Longest beginning.
const LONGEST: usize = 24;

/// A beginning, and what sleeps after it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub(crate) steps: Vec<Choice>,
    pub(crate) sleep: Vec<Move>,
}

impl<M: Machine> Explorer<M> {
    /// Our share of the beginnings, last first. The machine is in the initial state and is left
    /// in another one.
    pub(crate) fn divide(&mut self, machine: &mut M, shard: Shard) -> Vec<Part> {
        let of = shard.of.max(1) as usize;
        let mut parts = vec![Part::default()];
        for length in 0..LONGEST.min(self.options.bounds.depth as usize) {
            if parts.len() >= of * PARTS {
                break;
            }
            let mut longer = Vec::new();
            for part in &parts {
                match part.steps.len() < length {
                    // Nobody can go on after it.
                    true => longer.push(part.clone()),
                    false => self.lengthen(machine, part, &mut longer),
                }
            }
            parts = longer;
        }
        self.beginnings = parts.iter().map(|p| p.steps.len()).max().unwrap_or(0);
        let mine = parts.into_iter().enumerate();
        let mut mine: Vec<Part> = mine
            .filter(|(k, _)| k % of == shard.index as usize % of)
            .map(|(_, part)| part)
            .collect();
        mine.reverse();
        mine
    }

    /// All beginnings that are one event longer.
    fn lengthen(&mut self, machine: &mut M, part: &Part, out: &mut Vec<Part>) {
        self.go_to(machine, 0);
        for m in &part.steps {
            if self.execute(machine, m.process, m.label).is_err() {
                self.progress.diverged += 1;
            }
        }
        let here = machine.snapshot();
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        if enabled.is_empty() {
            out.push(part.clone());
        }
        let mut asleep = part.sleep.clone();
        for process in enabled {
            let mut label = 0;
            let mut labels = 1;
            while label < labels {
                let known = asleep.iter().find(|m| m.process == process);
                labels = known.map_or(labels, |m| m.labels.max(labels));
                let sleeps = asleep
                    .iter()
                    .any(|m| m.process == process && m.label == label);
                if !sleeps {
                    machine.restore(&here);
                    let Ok(set) = self.execute(machine, process, label) else {
                        self.progress.diverged += 1;
                        break;
                    };
                    let done = self.trail.pop();
                    labels = done.map_or(1, |e| e.labels);
                    let sets = &self.trail.sets;
                    let kept = asleep.iter().copied();
                    let mut steps = part.steps.clone();
                    steps.push(Choice { process, label });
                    out.push(Part {
                        steps,
                        sleep: kept
                            .filter(|m| m.process != process && !sets.conflict(m.set, set))
                            .collect(),
                    });
                    asleep.push(Move {
                        process,
                        label,
                        labels,
                        set,
                        seen: false,
                    });
                }
                label += 1;
            }
        }
        while self.trail.pop().is_some() {}
    }
}
