//! Executions that go round: the state of the whole machine is one that it was in before, everybody
//! who can move has moved since, and so it can go on like that for ever: a livelock.
//!
//! The state is all that decides what can happen: memory, the frames of goroutines, who waits for
//! what, random sources, output. Clocks and what the adapter remembers of events are no part of it.
//! One state of the execution at hand is kept, at lengths that are powers of two, so that short
//! executions pay nothing.
//!
//! Nothing is cut because of a state that another execution was in: with the reduction that would
//! lose executions. And nothing is claimed once an execution was cut here, since what a circle runs
//! into depends on the interleaving. Loops of one operation that only reads are better off: see
//! `spin`.

use std::sync::Arc;

use vm::{GRef, Vm};

use crate::go::state::{Kind, Proc, Standing};
use crate::go::subject::Subject;
use crate::hash::mix;

/// Events of an execution before states are looked at.
const FROM: u32 = 64;

/// A state that the execution at hand was in.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    vm: vm::Snapshot,
    procs: Vec<Proc>,
    /// By place in `procs`.
    prints: Vec<u64>,
    /// Who had moved last.
    last: usize,
    pc: Option<u32>,
}

impl Subject {
    /// The process at `place` has moved.
    pub(crate) fn look_round(&mut self, place: usize) {
        self.state.length += 1;
        let length = self.state.length;
        if length < FROM || self.state.round {
            return;
        }
        if length.is_power_of_two() {
            let reference = self.reference(place);
            self.state.reference = Some(Arc::new(reference));
        } else if let Some(reference) = self.state.reference.clone()
            && reference.last == place
            && self.is_round(&reference)
        {
            self.state.round = true;
        }
    }

    fn pc(&self, place: usize) -> Option<u32> {
        match self.proc(place)?.kind {
            Kind::Goroutine(g) => self.vm.pc_of(g),
            Kind::Timer(_) => None,
        }
    }

    fn reference(&mut self, last: usize) -> Reference {
        Reference {
            vm: self.vm.snapshot(),
            prints: self
                .state
                .procs
                .iter()
                .map(|p| print_of(&mut self.vm, p))
                .collect(),
            procs: self.state.procs.clone(),
            last,
            pc: self.pc(last),
        }
    }

    fn is_round(&mut self, then: &Reference) -> bool {
        // What differs most often comes first.
        if self.pc(then.last) != then.pc || self.state.procs.len() != then.procs.len() {
            return false;
        }
        let vm = &mut self.vm;
        let mut pairs = self.state.procs.iter().zip(&then.procs).zip(&then.prints);
        let same = pairs.all(|((now, before), before_print)| {
            let moved = (now.events, now.quiet) != (before.events, before.quiet);
            now.standing == before.standing
                && now.ticket == before.ticket
                // Somebody who can move and has not could break the circle; and of those who moved
                // and wait again, others may be first in line now.
                && match now.standing {
                    Standing::Ready(_) => moved,
                    Standing::Parked(_) => !moved,
                    Standing::Gone | Standing::Awaiting(..) | Standing::Endless => true,
                }
                && (!moved || matches!(now.kind, Kind::Goroutine(_)) && print_of(vm, now) == *before_print)
        });
        same && self.vm.is_like(&then.vm)
    }
}

/// What a goroutine stands like, how much it has allocated, and how much was printed.
pub(crate) fn print(vm: &mut Vm, g: GRef) -> u64 {
    let count = mix(u64::from(vm.allocs_of(g)), vm.output().len());
    mix(vm.fingerprint(g), count)
}

fn print_of(vm: &mut Vm, p: &Proc) -> u64 {
    match p.kind {
        Kind::Goroutine(g) => print(vm, g),
        Kind::Timer(_) => 0,
    }
}
