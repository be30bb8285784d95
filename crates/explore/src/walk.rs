//! Random schedules, for programs that are too large to explore.
//!
//! Nothing is proved by a walk that finds nothing; with priorities there is a floor under the
//! chance to find something. Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler
//! with Probabilistic Guarantees of Finding Bugs (ASPLOS 2010): a bug of depth d (one that d
//! ordering constraints suffice for) shows in one run with probability at least 1/(n k^(d-1)),
//! with n processes and k operations. Choices of labels are uniform and not covered by that.

use std::collections::BTreeMap;

use crate::clock::MOST_EVENTS;
use crate::hash::Rng;
use crate::ids::ProcessId;
use crate::machine::{Machine, Step};
use crate::options::Bounds;
use crate::progress::{Progress, Status};
use crate::shard::Shard;
use crate::trail::Trail;
use crate::visit::{Execution, Flow, Kind, Visitor};

/// How the next process is chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strategy {
    /// Uniformly among those that can go on, at every operation.
    Uniform,
    /// By random priorities, with `depth` - 1 random points where the running process falls
    /// behind all others (PCT). `length`: operations of a run, if known; otherwise the longest
    /// run so far, and the first run has no such points.
    Priorities { depth: u32, length: Option<u32> },
}

/// Highest bit: priorities given at the start are above those given at change points.
const FRESH: u64 = 1 << 63;

/// A sequence of random runs. Every run is a function of the seed and its number.
#[derive(Debug)]
pub struct Walk<M: Machine> {
    strategy: Strategy,
    seed: u64,
    bounds: Bounds,
    executions: u64,
    /// The number of the first run, and which of those that follow are ours.
    from: u64,
    share: Shard,
    root: Option<M::Snapshot>,
    /// Where the run at hand was put down.
    here: Option<M::Snapshot>,
    rng: Rng,
    priorities: BTreeMap<ProcessId, u64>,
    changes: Vec<(u32, u64)>,
    trail: Trail,
    step: Step,
    enabled: Vec<ProcessId>,
    progress: Progress,
    most_processes: usize,
}

impl<M: Machine> Walk<M> {
    /// `executions` runs from the state that the machine is in when `run` is first called. Of
    /// the bounds only the depth counts.
    pub fn new(strategy: Strategy, seed: u64, executions: u64, bounds: Bounds) -> Self {
        Walk {
            strategy,
            seed,
            bounds,
            executions,
            from: 0,
            share: Shard { index: 0, of: 1 },
            root: None,
            here: None,
            rng: Rng::new(seed),
            priorities: BTreeMap::new(),
            changes: Vec::new(),
            trail: Trail::default(),
            step: Step::default(),
            enabled: Vec::new(),
            progress: Progress::new(),
            most_processes: 0,
        }
    }

    /// Only this share of the runs, the first of which has the number `from`. Whoever makes a run
    /// with a number makes the same one, given that its length is known beforehand.
    pub fn part(mut self, from: u64, share: Shard) -> Self {
        (self.from, self.share) = (from, share);
        self
    }

    /// How many runs that is.
    fn runs(&self) -> u64 {
        let left = self.executions.saturating_sub(u64::from(self.share.index));
        left.div_ceil(u64::from(self.share.of.max(1)))
    }

    /// The state that every run begins in, once one has begun.
    pub(crate) fn root(&self) -> Option<&M::Snapshot> {
        self.root.as_ref()
    }

    /// Counts so far.
    pub fn report(&self) -> Progress {
        self.progress
    }

    /// The most processes, and the most operations, that a run had so far, or was said to have.
    pub fn extent(&self) -> (u32, u32) {
        let told = match self.strategy {
            Strategy::Priorities { length, .. } => length.unwrap_or(0),
            Strategy::Uniform => 0,
        };
        (self.most_processes as u32, self.progress.deepest.max(told))
    }

    /// A lower bound on the chance that a single run shows a given bug of the strategy's depth,
    /// with the numbers of processes and operations seen so far. None for uniform choice.
    pub fn guarantee(&self) -> Option<f64> {
        let Strategy::Priorities { depth, length } = self.strategy else {
            return None;
        };
        let n = self.most_processes.max(1) as f64;
        let k = f64::from(length.unwrap_or(self.progress.deepest).max(1));
        Some(1.0 / (n * k.powi(depth.saturating_sub(1) as i32)))
    }

    /// Goes on for about `steps` operations. The machine may have been used for something else
    /// since the last call.
    pub fn run<V: Visitor<M>>(&mut self, machine: &mut M, visitor: &mut V, steps: u64) -> Progress {
        let end = self.progress.steps.saturating_add(steps);
        if self.root.is_none() {
            self.root = Some(machine.snapshot());
            if let Some(step) = machine.beginning() {
                self.trail.begin(step);
            }
            self.begin(machine);
        } else if let Some(here) = self.here.take() {
            machine.restore(&here);
        }
        while self.progress.status == Status::Running && self.progress.steps < end {
            self.enabled.clear();
            machine.enabled(&mut self.enabled);
            if self.enabled.is_empty() {
                self.end(machine, visitor, Kind::Complete);
            } else if self.trail.len() as u32 >= self.bounds.depth || machine.goes_round() {
                self.end(machine, visitor, Kind::Cut);
            } else {
                self.forward(machine);
            }
        }
        self.here = Some(machine.snapshot());
        self.progress.depth = self.trail.len() as u32;
        self.progress.done = self.progress.executions() as f64 / self.runs().max(1) as f64;
        self.progress
    }

    fn begin(&mut self, machine: &mut M) {
        if let Some(root) = &self.root {
            machine.restore(root);
        }
        while self.trail.pop().is_some() {}
        let nth = self.progress.executions();
        if nth >= self.runs() {
            self.progress.status = Status::Finished;
            return;
        }
        let share = (u64::from(self.share.index), u64::from(self.share.of.max(1)));
        let number = self.from + share.0 + nth * share.1;
        self.rng = Rng::new(crate::hash::mix(self.seed, number));
        self.priorities.clear();
        self.changes.clear();
        if let Strategy::Priorities { depth, length } = self.strategy {
            let k = length.unwrap_or(self.progress.deepest);
            for i in 1..u64::from(depth) {
                if k > 0 {
                    let at = self.rng.below(u64::from(k)) as u32;
                    self.changes.push((at, u64::from(depth) - i));
                }
            }
        }
    }

    /// Who goes next.
    fn pick(&mut self) -> ProcessId {
        let at = self.trail.len() as u32;
        match self.strategy {
            Strategy::Uniform => {
                let k = self.rng.below(self.enabled.len() as u64) as usize;
                self.enabled.get(k).copied().unwrap_or_default()
            }
            Strategy::Priorities { .. } => {
                for p in &self.enabled {
                    let fresh = FRESH | self.rng.next();
                    self.priorities.entry(*p).or_insert(fresh);
                }
                let mut top = self.highest();
                for k in 0..self.changes.len() {
                    if let Some(&(when, priority)) = self.changes.get(k)
                        && when == at
                    {
                        self.priorities.insert(top, priority);
                        top = self.highest();
                    }
                }
                top
            }
        }
    }

    fn highest(&self) -> ProcessId {
        let priority = |p: &ProcessId| self.priorities.get(p).copied().unwrap_or(0);
        let top = self.enabled.iter().copied();
        top.max_by_key(|p| (priority(p), *p)).unwrap_or_default()
    }

    fn forward(&mut self, machine: &mut M) {
        let process = self.pick();
        let me = self.trail.next_of(process);
        let known = machine.labels(process);
        // Without knowing the number of labels, one has to look and to go back.
        let here = known.is_none().then(|| machine.snapshot());
        let mut label = known.map_or(0, |n| self.rng.below(u64::from(n)) as u32);
        let mut ok = self.try_step(machine, me, label);
        if let Some(here) = here
            && ok
            && self.step.labels > 1
        {
            label = self.rng.below(u64::from(self.step.labels)) as u32;
            if label > 0 {
                machine.restore(&here);
                ok = self.try_step(machine, me, label);
            }
        }
        if ok {
            self.trail.push(me, label, &mut self.step);
        } else {
            self.progress.diverged += 1;
            self.progress.cut += 1;
            self.begin(machine);
        }
    }

    fn try_step(&mut self, machine: &mut M, me: crate::ids::EventId, label: u32) -> bool {
        self.step.clear();
        self.progress.steps += 1;
        me.nth < MOST_EVENTS && machine.step(me, label, &mut self.step).is_ok()
    }

    fn end<V: Visitor<M>>(&mut self, machine: &mut M, visitor: &mut V, kind: Kind) {
        match kind {
            Kind::Complete => self.progress.complete += 1,
            Kind::Blocked | Kind::Cut => self.progress.cut += 1,
        }
        self.progress.deepest = self.progress.deepest.max(self.trail.len() as u32);
        self.most_processes = self.most_processes.max(self.trail.processes());
        let execution = Execution {
            kind,
            trail: &self.trail,
            processes: machine.processes(),
            enabled: &self.enabled,
        };
        let flow = visitor.execution(machine, &execution);
        self.begin(machine);
        if flow == Flow::Stop {
            self.progress.status = Status::Stopped;
        }
    }
}
