//! Checkpoints of a run: dense enough that any moment is a short way from one, few enough that
//! they fit into memory. When they take too much, every second one goes and the spacing doubles.
//!
//! The way to a moment is counted in units of work: an instruction is one, a visible operation
//! some more. Where a checkpoint copies much, the next one is later, so that taking them never
//! costs more than running does.

use std::sync::Arc;

use vm::{Snapshot, Vm};

use crate::oracle::Oracle;

/// Units of work between two checkpoints at first: about a millisecond in wasm.
const SPACING: u64 = 200_000;
/// Units of work that a visible operation is, recorded.
const EVENT_WORK: u64 = 12;
/// Units of work that copying two bytes is.
const COPY_WORK: usize = 3;
/// However much a checkpoint copies: no more units than this, and no more than a fifth of the run
/// so far.
const FAR: u64 = 3_000_000;
/// Instructions between two checkpoints, at least.
const MIN_SPACING: u64 = 10_000;
/// Bytes that all checkpoints of the current branch may take.
const MAX_BYTES: usize = 160 << 20;
/// More checkpoints than this slow down thinning more than they speed up seeking.
const MAX_COUNT: usize = 4_096;
/// Checkpoints that a branch keeps while another one is looked at.
const MAX_RESTING: usize = 24;

/// The whole state of a run at one moment.
#[derive(Debug)]
pub(crate) struct Checkpoint {
    pub(crate) tick: u64,
    pub(crate) step: u64,
    pub(crate) decision: u64,
    snapshot: Snapshot,
    /// Without a person's choices: those belong to the branch.
    oracle: Oracle,
}

impl Checkpoint {
    fn of(vm: &mut Vm, oracle: &Oracle) -> Self {
        let mut oracle = oracle.clone();
        oracle.policy.clear_overrides_from(0);
        oracle.picks.clear();
        Checkpoint {
            tick: vm.tick(),
            step: vm.event_count(),
            decision: oracle.policy.decision(),
            snapshot: vm.snapshot(),
            oracle,
        }
    }

    /// Puts the run back to this moment; the choices of the branch are to be set anew.
    pub(crate) fn restore(&self, vm: &mut Vm) -> Oracle {
        vm.restore(&self.snapshot);
        self.oracle.clone()
    }

    /// The allocator's figures at this moment.
    pub(crate) fn heap(&self) -> vm::HeapStats {
        self.snapshot.heap_stats()
    }

    fn bytes(&self, before: Option<&Checkpoint>) -> usize {
        self.snapshot.own_bytes(before.map(|b| &b.snapshot))
    }
}

/// The checkpoints of one branch, ascending.
#[derive(Clone, Debug)]
pub(crate) struct Checkpoints {
    list: Vec<(Arc<Checkpoint>, usize)>,
    /// Doubled with each thinning.
    spacing: u64,
    due: u64,
}

impl Checkpoints {
    pub(crate) fn new() -> Self {
        Checkpoints {
            list: Vec::new(),
            spacing: SPACING,
            due: 0,
        }
    }

    /// The tick at which the next checkpoint is due, as long as the run goes where it has not been.
    pub(crate) fn next_due(&self) -> u64 {
        self.due
    }

    pub(crate) fn last_tick(&self) -> Option<u64> {
        self.list.last().map(|c| c.0.tick)
    }

    /// Takes one at the present, which is later than all others.
    pub(crate) fn take(&mut self, vm: &mut Vm, oracle: &Oracle) {
        let one = Checkpoint::of(vm, oracle);
        let last = self.list.last().map(|c| c.0.as_ref());
        let bytes = one.bytes(last);
        let (ticks, steps) = last.map_or((one.tick, one.step), |l| {
            (one.tick - l.tick, one.step.saturating_sub(l.step))
        });
        let copied = (bytes.saturating_mul(COPY_WORK) / 2) as u64;
        let work = self.spacing.max(copied.min(one.tick / 5).min(FAR));
        // As many instructions as make so much work, if things go on as they did.
        let done = ticks + steps.saturating_mul(EVENT_WORK);
        let ahead = match done {
            0 => work,
            _ => (u128::from(work) * u128::from(ticks.max(1)) / u128::from(done)) as u64,
        };
        self.due = one.tick.saturating_add(ahead.max(MIN_SPACING));
        self.list.push((Arc::new(one), bytes));
        while self.list.len() > 2 && (self.bytes() > MAX_BYTES || self.list.len() > MAX_COUNT) {
            self.thin();
            self.spacing = self.spacing.saturating_mul(2);
        }
    }

    /// Takes one between others, in preparation of steps back; it counts like all.
    pub(crate) fn take_between(&mut self, vm: &mut Vm, oracle: &Oracle) {
        let tick = vm.tick();
        let at = self.list.partition_point(|c| c.0.tick < tick);
        if self.list.get(at).is_some_and(|c| c.0.tick == tick) || self.bytes() > MAX_BYTES * 9 / 10
        {
            return;
        }
        let one = Checkpoint::of(vm, oracle);
        let before = at.checked_sub(1).and_then(|i| self.list.get(i));
        let bytes = one.bytes(before.map(|c| c.0.as_ref()));
        self.list.insert(at, (Arc::new(one), bytes));
    }

    pub(crate) fn bytes(&self) -> usize {
        self.list.iter().map(|c| c.1).sum()
    }

    fn thin(&mut self) {
        let last = self.list.len().saturating_sub(1);
        let mut at = 0;
        self.list.retain(|_| {
            at += 1;
            let i = at - 1;
            i == 0 || i == last || i % 2 == 0
        });
        self.measure();
    }

    fn measure(&mut self) {
        let mut before: Option<Arc<Checkpoint>> = None;
        for (one, bytes) in &mut self.list {
            *bytes = one.bytes(before.as_deref());
            before = Some(Arc::clone(one));
        }
    }

    /// Drops those after `tick`: the run takes another way.
    pub(crate) fn cut(&mut self, tick: u64) {
        self.list.retain(|c| c.0.tick <= tick);
        let last = self.last_tick().unwrap_or(0);
        self.due = self.due.min(last.saturating_add(self.spacing));
    }

    /// Keeps a few, for a branch that is left.
    pub(crate) fn rest(&mut self) {
        while self.list.len() > MAX_RESTING {
            self.thin();
        }
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Checkpoint> {
        self.list.iter().map(|c| c.0.as_ref())
    }

    pub(crate) fn first(&self) -> Option<Arc<Checkpoint>> {
        self.list.first().map(|c| Arc::clone(&c.0))
    }

    fn last_where(&self, holds: impl Fn(&Checkpoint) -> bool) -> Option<Arc<Checkpoint>> {
        let after = self.list.partition_point(|c| holds(&c.0));
        let at = after.checked_sub(1)?;
        self.list.get(at).map(|c| Arc::clone(&c.0))
    }

    /// The latest one from which event number `step` (from 1) is still to come.
    pub(crate) fn before_step(&self, step: u64) -> Option<Arc<Checkpoint>> {
        self.last_where(|c| c.step < step).or_else(|| self.first())
    }

    /// The latest one at or before `tick`.
    pub(crate) fn before_tick(&self, tick: u64) -> Option<Arc<Checkpoint>> {
        self.last_where(|c| c.tick <= tick)
    }

    /// The latest one before decision number `n` is taken.
    pub(crate) fn before_decision(&self, n: u64) -> Option<Arc<Checkpoint>> {
        self.last_where(|c| c.decision <= n)
    }
}
