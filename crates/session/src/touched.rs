//! What the latest motion read and wrote: its last part is executed again, instruction by
//! instruction, on a copy of the machine's state.

use std::collections::BTreeMap;

use protocol::Touch;
use vm::EventOp;

use crate::track::Track;

/// Instructions that are executed again, and accesses that are told, at most: the latest ones.
const MOST_TICKS: u64 = 4_096;
const MOST_TOUCHES: usize = 200;

impl Track {
    /// Accesses of the program's own functions between tick `from` and here, each once, in order.
    /// What a goroutine does right after somebody else has run may lack its first instruction.
    pub(crate) fn touches(&mut self, from: u64) -> Vec<Touch> {
        let here = self.tick();
        let from = from.max(here.saturating_sub(MOST_TICKS));
        // Each with when it was last seen.
        let mut all: BTreeMap<Touch, usize> = BTreeMap::new();
        let mut nth = 0;
        let mut add = |touch: Touch| {
            nth += 1;
            all.insert(touch, nth);
        };
        let events = self.step();
        self.step_again(from, |vm| {
            let Some((goroutine, accesses)) = vm.next_accesses() else {
                return;
            };
            if !in_own_code(vm, goroutine) {
                return;
            }
            for access in accesses.into_iter().flatten() {
                add(Touch {
                    address: access.address,
                    len: access.len.min(u64::from(u32::MAX)) as u32,
                    write: access.write,
                    goroutine,
                });
            }
        });
        let log = self.vm.log();
        for event in (0..events).rev().map_while(|i| log.get(i)) {
            if event.tick <= from {
                break;
            }
            let write = match event.op {
                EventOp::AtomicLoad => false,
                EventOp::AtomicStore
                | EventOp::AtomicAdd
                | EventOp::AtomicSwap
                | EventOp::AtomicCas
                | EventOp::Lock
                | EventOp::Unlock => true,
                _ => continue,
            };
            add(Touch {
                address: event.object,
                len: 8,
                write,
                goroutine: event.g,
            });
        }
        let mut all: Vec<(usize, Touch)> = all.into_iter().map(|(t, nth)| (nth, t)).collect();
        base::sort::sort(&mut all);
        let extra = all.len().saturating_sub(MOST_TOUCHES);
        all.into_iter()
            .skip(extra)
            .map(|(_, touch)| touch)
            .collect()
    }
}

/// Whether a goroutine executes a function of the program, not of the library.
fn in_own_code(vm: &vm::Vm, goroutine: u32) -> bool {
    let frames = vm.frames(goroutine, 1);
    let func = frames.first().and_then(|f| vm.program().func(f.func));
    func.is_some_and(|f| !f.flags.library)
}
