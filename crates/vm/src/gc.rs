//! The collector: marks from globals (precise), stacks (conservative) and the machine's own
//! references, follows the pointer words of each block's type, sweeps, and starts finalizers.

use bytecode::{HEAP_BASE, Kind, LOW_BASE, Native, Op, Program, TypeIdx};

use crate::event::EventOp;
use crate::g::G;
use crate::heap::content;
use crate::scheduler::{Ready, Scheduler};
use crate::timer::Action;
use crate::vm::Vm;

/// What a collection would find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Blocks that something leads to, and their bytes.
    pub live: u64,
    pub live_bytes: u64,
    pub garbage: u64,
    pub garbage_bytes: u64,
    /// Bits of the live ones, as the spans have them.
    marks: Vec<u64>,
}

/// Slots that a call's arguments and results may occupy.
const CALL_SLACK: usize = 12;
const DEPTH: u32 = 64;

impl Vm {
    /// Collects garbage. `running` is the goroutine that is out of the table.
    pub(crate) fn collect(&mut self, running: Option<&G>, sched: &mut dyn Scheduler) {
        let prog = std::sync::Arc::clone(&self.prog);
        let mut work = Vec::new();
        self.mark_all(&prog, running, &mut work);
        let due = self.unreachable_objects(&prog, &mut work);
        // Timers do not keep their channels.
        let lost: Vec<u64> = self
            .timers
            .all
            .iter()
            .filter(|(_, t)| matches!(t.action, Action::Send(ch) if !self.is_marked(ch)))
            .map(|(id, _)| *id)
            .collect();
        for id in lost {
            self.timers.forget(id);
        }
        self.heap.sweep();
        let e = self.event(self.current.map_or(0, |g| g.id), EventOp::Gc);
        self.push(e);
        // They belong to no bubble, whoever happens to run.
        let bubble = std::mem::take(&mut self.bubble);
        for (func, arg) in due {
            let Ok(new) = self.start_g(func, 0) else {
                continue;
            };
            self.saw_finalizer(new);
            let results = self.func_of(func).map_or(0, |f| f.1.results);
            if let Some(g) = self.g_mut(new.slot) {
                g.system = true;
                if let Some(p) = arg {
                    g.set_slot(usize::from(results), p);
                }
            }
            let mut e = self.event(0, EventOp::Finalizer);
            e.partner = new.id;
            e.woke = true;
            self.push(e);
            sched.ready(new, Ready::Tail);
        }
        self.bubble = bubble;
    }

    /// Marks everything that anything leads to.
    fn mark_all(&mut self, prog: &Program, running: Option<&G>, work: &mut Vec<(u32, u32)>) {
        for off in &prog.global_ptrs {
            if let Some(v) = self.mem.word(LOW_BASE + u64::from(*off)) {
                self.mark(v, work);
            }
        }
        let mut gs = std::mem::take(&mut self.gs);
        for g in gs.iter_mut().flatten() {
            self.mark_g(prog, g, work);
        }
        self.gs = gs;
        if let Some(g) = running {
            self.mark_g(prog, g, work);
        }
        let funcs: Vec<u64> = self
            .timers
            .all
            .values()
            .filter_map(|t| match t.action {
                Action::Start(f) => Some(f),
                Action::Wake(_) | Action::Send(_) => None,
            })
            .chain(self.finalizers.values().copied())
            .chain(self.cleanups.iter().map(|c| c.2))
            .chain([self.zeros.0])
            .collect();
        for f in funcs {
            self.mark(f, work);
        }
        self.drain_work(prog, work);
    }

    /// Which blocks of the heap a collection would keep, between two slices of a run. Nothing else
    /// changes: marks are wiped again.
    pub fn heap_census(&mut self) -> Census {
        let prog = std::sync::Arc::clone(&self.prog);
        self.mark_all(&prog, None, &mut Vec::new());
        let mut census = Census::default();
        for span in self.heap.spans.iter_mut().filter(|s| s.in_use) {
            for (allocated, marked) in span.alloc.iter().zip(span.mark.iter_mut()) {
                let (kept, lost) = (allocated & *marked, allocated & !*marked);
                census.live += u64::from(kept.count_ones());
                census.live_bytes += u64::from(kept.count_ones()) * span.block;
                census.garbage += u64::from(lost.count_ones());
                census.garbage_bytes += u64::from(lost.count_ones()) * span.block;
                census.marks.push(kept);
                *marked = 0;
            }
        }
        census
    }

    /// Start addresses of the blocks that are allocated, with whether a census counted them as
    /// live.
    pub fn heap_blocks<'a>(&'a self, census: &'a Census) -> impl Iterator<Item = (u64, bool)> + 'a {
        let words = self
            .heap
            .spans
            .iter()
            .filter(|s| s.in_use)
            .flat_map(|span| {
                let words = span.alloc.iter().zip(0u64..);
                words.map(move |(allocated, nth)| {
                    (span.base() + nth * 64 * span.block, span.block, *allocated)
                })
            });
        words
            .zip(census.marks.iter().copied())
            .flat_map(|((start, block, allocated), live)| {
                let bits = (0..64u64).filter(move |bit| allocated >> bit & 1 == 1);
                bits.map(move |bit| (start + bit * block, live >> bit & 1 == 1))
            })
    }

    /// Whether something waits for the end of the object at an address.
    pub fn has_finalizer(&self, start: u64) -> bool {
        self.finalizers.contains_key(&start) || self.cleanups.iter().any(|c| c.1 == start)
    }

    /// Finalizers and cleanups of objects that nothing marks; finalized objects live on for now.
    fn unreachable_objects(
        &mut self,
        prog: &Program,
        work: &mut Vec<(u32, u32)>,
    ) -> Vec<(u64, Option<u64>)> {
        let mut due = Vec::new();
        for (id, p, func) in std::mem::take(&mut self.cleanups) {
            if self.heap.find(p).is_some() && !self.is_marked(p) {
                due.push((func, None));
            } else {
                self.cleanups.push((id, p, func));
            }
        }
        let dead: Vec<u64> = self
            .finalizers
            .keys()
            .copied()
            .filter(|p| !self.is_marked(*p))
            .collect();
        for p in dead {
            if let Some(func) = self.finalizers.remove(&p) {
                self.mark(p, work);
                due.push((func, Some(p)));
            }
        }
        self.drain_work(prog, work);
        due
    }

    fn is_marked(&self, addr: u64) -> bool {
        match self.heap.find(addr) {
            Some((s, i, _)) => self
                .heap
                .spans
                .get(s as usize)
                .and_then(|s| s.mark.get(i as usize / 64))
                .is_some_and(|w| w >> (i % 64) & 1 == 1),
            None => true,
        }
    }

    fn mark_g(&mut self, prog: &Program, g: &G, work: &mut Vec<(u32, u32)>) {
        let frame = prog
            .func_at(g.pc.saturating_sub(1))
            .and_then(|f| self.funcs.get(f.0 as usize))
            .map_or(255, |f| usize::from(f.frame));
        // Arguments of a call that has just begun, or of a native that waits.
        let call = [g.pc, g.pc.saturating_sub(1)]
            .iter()
            .filter_map(|pc| self.code.get(*pc as usize))
            .filter(|i| matches!(i.op, Op::Call | Op::CallC | Op::CallI | Op::CallN))
            .map(|i| i.a as usize + CALL_SLACK)
            .max()
            .unwrap_or(0);
        // Who asks for a collection keeps no more than what lies below that call: above are dead
        // operands of earlier ones.
        let asks = self
            .code
            .get(g.pc.saturating_sub(1) as usize)
            .filter(|i| i.op == Op::CallN && i.imm as u32 == Native::Gc as u32);
        let used = asks.map_or(frame.max(call), |i| i.a as usize);
        let end = (g.fp as usize + used).min(g.stack.len());
        for v in g.stack.iter().take(end) {
            self.mark(*v, work);
        }
        for d in &g.defers {
            self.mark(d.funcval, work);
        }
        for p in &g.panics {
            self.mark(p.value.1, work);
        }
    }

    #[inline]
    fn mark(&mut self, v: u64, work: &mut Vec<(u32, u32)>) {
        if v.wrapping_sub(HEAP_BASE) >= self.mem.heap_len() {
            return;
        }
        let Some((s, i, _)) = self.heap.find(v) else {
            return;
        };
        let Some(span) = self.heap.spans.get_mut(s as usize) else {
            return;
        };
        if let Some(w) = span.mark.get_mut(i as usize / 64) {
            let bit = 1 << (i % 64);
            if *w & bit == 0 {
                *w |= bit;
                if !span.noscan {
                    work.push((s, i));
                }
            }
        }
    }

    fn drain_work(&mut self, prog: &Program, work: &mut Vec<(u32, u32)>) {
        while let Some((s, i)) = work.pop() {
            let Some(span) = self.heap.spans.get(s as usize) else {
                continue;
            };
            let addr = span.base() + u64::from(i) * span.block;
            let (block, what) = (
                span.block,
                span.info.get(i as usize).map_or(content::WORDS, |b| b.ty),
            );
            if what >= content::SPECIAL {
                let mut p = addr;
                while p + 8 <= addr + block {
                    if let Some(v) = self.mem.word(p) {
                        self.mark(v, work);
                    }
                    p += 8;
                }
                continue;
            }
            let ty = TypeIdx(what & !content::ARRAY);
            if what & content::ARRAY == 0 {
                self.scan(prog, ty, addr, work, 0);
                continue;
            }
            let size = self.info(ty).size.max(1);
            let mut p = addr;
            while p + size <= addr + block {
                self.scan(prog, ty, p, work, 0);
                p += size;
            }
        }
    }

    /// Marks what the value of type `ty` at `addr` points at.
    fn scan(
        &mut self,
        prog: &Program,
        ty: TypeIdx,
        addr: u64,
        work: &mut Vec<(u32, u32)>,
        depth: u32,
    ) {
        let info = self.info(ty);
        if !info.has_pointers || depth > DEPTH {
            return;
        }
        let Some(t) = prog.ty(ty) else {
            return;
        };
        if info.flat && !t.ptr_words.is_empty() {
            for off in &t.ptr_words {
                if let Some(v) = self.mem.word(addr + u64::from(*off)) {
                    self.mark(v, work);
                }
            }
            return;
        }
        match t.kind {
            Kind::Array => {
                let Some(elem) = t.elem else {
                    return;
                };
                let size = self.info(elem).size;
                for k in 0..t.len as u64 {
                    self.scan(prog, elem, addr + k * size, work, depth + 1);
                }
            }
            Kind::Struct => {
                for f in &t.fields {
                    self.scan(prog, f.ty, addr + f.offset, work, depth + 1);
                }
            }
            _ => {
                for k in 0..t.size / 8 {
                    if let Some(v) = self.mem.word(addr + k * 8) {
                        self.mark(v, work);
                    }
                }
            }
        }
    }
}
