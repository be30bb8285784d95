//! Loops that read a variable until it changes: one more look at the same value is one too many.
//!
//! A goroutine that stands where it stood before its latest operation, with the same values, and
//! that operation only read and nothing was written in between, will do the same again until
//! somebody writes what it read. Until then it is left alone.

use vm::NextOp;

use crate::access::{Access, Mode};
use crate::go::rounds::print;
use crate::go::state::{Kind, Standing};
use crate::go::subject::Subject;
use crate::ids::EventId;
use crate::machine::Step;

impl Subject {
    /// An operation that only reads, at the place where the goroutine's latest one was: what it
    /// stands like before it.
    pub(crate) fn suspect_spin(&mut self, place: usize, op: NextOp) -> Option<u64> {
        let p = self.proc(place)?;
        let Kind::Goroutine(g) = p.kind else {
            return None;
        };
        let pc = self.vm.pc_of(g)?;
        let again = p.last_pc == pc;
        if !again && let Some(p) = self.state_mut().procs.get_mut(place) {
            p.last_pc = pc;
        }
        let reads = match op {
            NextOp::AtomicLoad(_) | NextOp::AtomicCas(_) | NextOp::Map(_) => true,
            NextOp::Break(_) => self.vm.access_of(g).is_some_and(|(.., write)| !write),
            _ => false,
        };
        if !again || !reads {
            return None;
        }
        self.vm.watch_memory();
        Some(print(&mut self.vm, g))
    }

    /// It stands as before, and has changed nothing: the same will happen until what it read is
    /// another.
    pub(crate) fn detect_spin(&mut self, place: usize, op: NextOp, before: u64, out: &Step) {
        let Some(p) = self.proc(place) else { return };
        let (Kind::Goroutine(g), Standing::Ready(next)) = (p.kind, p.standing) else {
            return;
        };
        let only_reads =
            !out.accesses.is_empty() && out.accesses.iter().all(|a| a.mode == Mode::Read);
        if next == op
            && p.row == 0
            && only_reads
            && !self.vm.memory_changed()
            && print(&mut self.vm, g) == before
        {
            let read = out.accesses.iter().map(|a| a.object.id).collect();
            self.set(place, Standing::Awaiting(next));
            if let Some(p) = self.state_mut().procs.get_mut(place) {
                p.watched = Some(read);
            }
            self.state_mut().spinning += 1;
        }
    }

    /// Those who wait for what was written go on.
    pub(crate) fn end_spins(&mut self, me: EventId, out: &mut Step) {
        if self.state.spinning == 0 {
            return;
        }
        for at in 0..self.state.procs.len() {
            let Some(p) = self.proc(at) else { continue };
            let (id, Standing::Awaiting(op)) = (p.id, p.standing) else {
                continue;
            };
            let watched = p.watched.as_deref().unwrap_or(&[]);
            let writes = |a: &Access| a.mode != Mode::Read && watched.contains(&a.object.id);
            if id != me.process && out.accesses.iter().any(writes) {
                self.set(at, Standing::Ready(op));
                self.state_mut().spinning -= 1;
                out.wakes.push((id, me));
            }
        }
    }
}
