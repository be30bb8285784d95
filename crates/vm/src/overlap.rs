//! Operations on maps that overlap, and what Go's maps notice of it.
//!
//! Go marks a map while it writes to it, and whoever finds such a mark of somebody else ends the
//! program (internal/runtime/maps). To this machine an operation on a map is one instruction, and
//! nothing overlaps. But where a policy that steers is asked before a write, since accesses there
//! race, the write is two operations: at the first the map is marked, at the second it is written
//! and the mark is gone. What others find in between is Go's to say.

use bytecode::Op;

use crate::g::{Fate, G};
use crate::maps::{IT_MAP, LOG2};
use crate::scheduler::{GRef, Scheduler};
use crate::steer::slot;
use crate::trap::Trap;
use crate::vm::{Flow, Vm};

/// In the word that holds the logarithm of a map's size: somebody writes to the map.
const MARK: u32 = 1 << 31;

/// What an instruction does to a map.
enum Way {
    Read,
    Iterate,
    Set,
    /// Deletes, one entry or all.
    Delete,
}

impl Vm {
    /// The policy lets a goroutine execute an instruction before which it was asked.
    pub(crate) fn enter_overlap(&mut self, g: &mut G, sched: &mut dyn Scheduler) -> Flow {
        let Some((m, way)) = self.map_access(g) else {
            return Flow::Break;
        };
        let marked = self.mem.word32(m + LOG2).unwrap_or(0) & MARK != 0;
        let empty = self.mem.word(m).unwrap_or(0) == 0;
        let text = match way {
            Way::Set | Way::Delete if g.writes_map => return Flow::Break,
            // Go does not look for a mark where there is nothing. But whoever marked an empty map puts
            // something in before the mark is gone.
            Way::Read | Way::Delete if empty && !marked => return Flow::Break,
            Way::Read if marked => "concurrent map read and map write",
            Way::Iterate if marked => "concurrent map iteration and map write",
            Way::Set | Way::Delete if marked => "concurrent map writes",
            Way::Read | Way::Iterate => return Flow::Break,
            Way::Set | Way::Delete => "",
        };
        self.granted = false;
        if text.is_empty() {
            g.writes_map = true;
            self.mark_map(m, true);
        } else {
            // The instruction is where it stands, as after others that fail.
            g.pc += 1;
            let prog = std::sync::Arc::clone(&self.prog);
            match self.meet_fate(&prog, g, Fate::of(text.to_owned())) {
                Trap::Again => {}
                Trap::Stop(reason) => return Flow::Stop(reason),
                other => return Flow::Stop(other.defect()),
            }
        }
        self.answer = sched.point(g.me, self.now());
        Flow::Point
    }

    /// The map to which a goroutine writes that is about to execute the second part.
    pub(crate) fn written_map(&self, me: Option<GRef>) -> Option<(GRef, u64)> {
        let g = self.steered_g(me?)?;
        let (m, _) = self.map_access(g).filter(|_| g.writes_map)?;
        Some((g.me, m))
    }

    /// It has executed it.
    pub(crate) fn leave_overlap(&mut self, (g, m): (GRef, u64)) {
        self.mark_map(m, false);
        if let Some(g) = self.g_mut(g.slot).filter(|found| found.me == g) {
            g.writes_map = false;
        }
    }

    fn mark_map(&mut self, m: u64, on: bool) {
        let word = self.mem.word32(m + LOG2).unwrap_or(0);
        let marked = if on { word | MARK } else { word & !MARK };
        self.mem.set_word32(m + LOG2, marked);
    }

    /// The map that the instruction touches at which a goroutine stands.
    fn map_access(&self, g: &G) -> Option<(u64, Way)> {
        let i = self.instr(g.pc)?;
        let operand = slot(g, u32::from(i.b));
        let (m, way) = match i.op {
            Op::MapGet | Op::MapGet2 => (operand, Way::Read),
            Op::MapNext => (self.mem.word(operand + IT_MAP)?, Way::Iterate),
            Op::MapSet => (operand, Way::Set),
            Op::MapDelete | Op::MapClear => (operand, Way::Delete),
            _ => return None,
        };
        (m != 0).then_some((m, way))
    }
}
