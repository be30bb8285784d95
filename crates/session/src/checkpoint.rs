//! Checkpoints of a run: dense enough that any moment is a short way from one, few enough that
//! they fit into memory. When they take too much, every second one goes and the spacing doubles.

use std::sync::Arc;

use vm::{Snapshot, Vm};

use crate::oracle::Oracle;

/// Instructions between two checkpoints at first: about a millisecond of work in wasm.
const SPACING: u64 = 100_000;
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

    fn bytes(&self, before: Option<&Checkpoint>) -> usize {
        self.snapshot.own_bytes(before.map(|b| &b.snapshot))
    }
}

/// The checkpoints of one branch, ascending.
#[derive(Clone, Debug)]
pub(crate) struct Checkpoints {
    list: Vec<(Arc<Checkpoint>, usize)>,
    spacing: u64,
}

impl Checkpoints {
    pub(crate) fn new() -> Self {
        Checkpoints {
            list: Vec::new(),
            spacing: SPACING,
        }
    }

    /// The tick at which the next checkpoint is due, as long as the run goes where it has not been.
    pub(crate) fn next_due(&self) -> u64 {
        self.list
            .last()
            .map_or(0, |c| c.0.tick.saturating_add(self.spacing))
    }

    pub(crate) fn last_tick(&self) -> Option<u64> {
        self.list.last().map(|c| c.0.tick)
    }

    /// Takes one at the present, which is later than all others.
    pub(crate) fn take(&mut self, vm: &mut Vm, oracle: &Oracle) {
        let one = Checkpoint::of(vm, oracle);
        let bytes = one.bytes(self.list.last().map(|c| c.0.as_ref()));
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
    }

    /// Keeps a few, for a branch that is left.
    pub(crate) fn rest(&mut self) {
        while self.list.len() > MAX_RESTING {
            self.thin();
        }
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
