//! Breakpoints, and instructions that a policy made decisions of: planted into the machine's own copy
//! of the code.

use std::sync::Arc;

use bytecode::{Instr, Op};

use super::{Vm, ascending};
use crate::scheduler::Scheduler;
use crate::stop::{RunOutcome, Until};

impl Vm {
    /// Sets breakpoints on these instructions (see `Until::breaks`), replacing all others.
    pub fn set_breaks(&mut self, pcs: impl IntoIterator<Item = u32>) {
        self.stops = ascending(pcs);
        self.plant_breaks();
    }

    /// Makes these instructions decisions: while a policy steers, it is asked before them as
    /// before visible operations. Replaces all others.
    pub fn set_points(&mut self, pcs: impl IntoIterator<Item = u32>) {
        self.points = ascending(pcs);
        self.plant_breaks();
    }

    pub(super) fn plant_breaks(&mut self) {
        self.handles = None;
        let code = Arc::make_mut(&mut self.code);
        for (pc, op) in &self.breaks {
            if let Some(i) = code.get_mut(*pc as usize) {
                i.op = *op;
            }
        }
        self.breaks.clear();
        for pc in ascending(self.stops.iter().chain(&self.points).copied()) {
            if let Some(i) = code.get_mut(pc as usize) {
                self.breaks.push((pc, i.op));
                i.op = Op::Break;
            }
        }
    }

    /// Whether a policy that steers is asked before this instruction.
    pub(super) fn is_point(&self, pc: u32) -> bool {
        self.points.binary_search(&pc).is_ok()
    }

    /// Whether runs are to stop before this instruction.
    pub(super) fn is_stop(&self, pc: u32) -> bool {
        self.stops.binary_search(&pc).is_ok()
    }

    /// Executes the one instruction under a breakpoint.
    pub(super) fn over_break(
        &mut self,
        pc: u32,
        sched: &mut dyn Scheduler,
        end: u64,
    ) -> Arc<Vec<Instr>> {
        let at = self.breaks.partition_point(|b| b.0 < pc);
        let Some((_, op)) = self.breaks.get(at).copied().filter(|b| b.0 == pc) else {
            return Arc::clone(&self.code);
        };
        let set = |vm: &mut Vm, op: Op| {
            if let Some(i) = Arc::make_mut(&mut vm.code).get_mut(pc as usize) {
                i.op = op;
            }
        };
        set(self, op);
        let written = self.written_map(self.current);
        let one = (self.tick() + 1).min(end);
        // Loops only if the policy switches away before the instruction.
        let outcome = self.run_to(sched, one, Until::NONE);
        if let Some(written) = written {
            self.leave_overlap(written);
        }
        self.handles = None;
        set(self, Op::Break);
        if let RunOutcome::Stopped(s) = outcome {
            self.stopped = Some(s);
        }
        Arc::clone(&self.code)
    }
}
