//! The collector: marks from globals (precise), stacks (slots that may still be read, whatever they
//! hold: `live.rs`) and the machine's own references, follows the pointer words of each block's type, sweeps, and starts finalizers.
//!
//! Whoever wants to see how it marks watches (`Watch`): the same functions, compiled once more. What
//! is made of that is `trace.rs`.

use bytecode::{HEAP_BASE, Kind, LOW_BASE, Program, TypeIdx};

use crate::event::EventOp;
use crate::g::{G, RET_DIE, RET_EXIT, RET_PANIC, Resume};
use crate::heap::content;
use crate::live::{Liveness, Slots};
use crate::scheduler::{Ready, Scheduler};
use crate::timer::Action;
use crate::vm::Vm;
use crate::wait::Status;

/// What a slot holds whose object was collected, since no instruction reads it any more.
pub const COLLECTED: u64 = 0xc011_ec7e_d000_0000;

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

/// Where a word was found that leads to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A package variable's word, counted from the low end of memory.
    Global(u32),
    /// A slot of a goroutine's stack.
    Slot { g: u32, slot: u32 },
    /// A deferred call, the outermost first.
    Defer { g: u32, nth: u32 },
    /// The value of a panic in progress.
    Panic { g: u32, nth: u32 },
    /// The function that a timer is to start.
    Timer(u64),
    /// The function that is to see the object at an address off.
    Finalizer(u64),
    /// The cleanup with a number.
    Cleanup(u64),
    /// What the machine keeps for itself.
    Machine,
    /// A word of the heap.
    Word(u64),
    /// The object at an address is kept for its finalizer, which is due.
    Due(u64),
}

/// Somebody who watches objects being marked. Nobody costs nothing.
pub(crate) trait Watch {
    /// Whether objects are looked at in order of distance from the roots.
    const BREADTH: bool = false;
    /// Whether a word counts.
    #[inline(always)]
    fn admits(&mut self, _from: Origin) -> bool {
        true
    }
    /// A word leads to an object, which was `fresh` if nothing had led to it; `scans`: it may lead
    /// on.
    #[inline(always)]
    fn leads(&mut self, _from: Origin, _to: u64, _fresh: bool, _scans: bool) {}
    /// The words of an object are looked at.
    #[inline(always)]
    fn scans(&mut self, _object: u64) {}
    /// What an object leads to is kept for its finalizer, whether or not the object is.
    #[inline(always)]
    fn keeps_contents(&mut self, _object: u64) {}
}

impl Watch for () {}

/// What a collection finds to be done for objects that nothing leads to.
#[derive(Debug, Default)]
pub(crate) struct Due {
    /// Objects with the functions that see them off.
    pub(crate) finalizers: Vec<(u64, u64)>,
    /// Number, object, function.
    pub(crate) cleanups: Vec<(u64, u64, u64)>,
}

const DEPTH: u32 = 64;

impl Vm {
    /// Collects garbage. `running` is the goroutine that is out of the table.
    pub(crate) fn collect(&mut self, running: Option<&mut G>, sched: &mut dyn Scheduler) {
        let prog = std::sync::Arc::clone(&self.prog);
        let mut work = Vec::new();
        self.mark_all(&prog, running.as_deref(), &mut work, &mut ());
        self.clear_weak();
        let due = self.find_due(&prog, &mut work, &mut ());
        self.drop_weak_cells();
        for (p, _) in &due.finalizers {
            self.finalizers.remove(p);
        }
        if !due.cleanups.is_empty() {
            // Both are in order of their numbers.
            let mut run = due.cleanups.iter().map(|c| c.0).peekable();
            self.cleanups.retain(|c| run.next_if_eq(&c.0).is_none());
        }
        let cleanups = due.cleanups.iter().map(|c| (c.2, None));
        let finalizers = due.finalizers.iter().map(|(p, func)| (*func, Some(*p)));
        let due: Vec<(u64, Option<u64>)> = cleanups.chain(finalizers).collect();
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
        self.forget_collected(&prog, running);
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

    /// Makes slots that nobody reads any more, and that lead to what is about to be swept, say so:
    /// whoever looks at the variable must not see what is put there next.
    fn forget_collected(&mut self, prog: &Program, running: Option<&mut G>) {
        if let Some(g) = running {
            for slot in self.collected_slots(prog, g) {
                g.set_slot(slot, COLLECTED);
            }
        }
        for at in 0..self.gs.len() as u32 {
            let Some(g) = self.gs.get_mut(at as usize).and_then(Option::take) else {
                continue;
            };
            let slots = self.collected_slots(prog, &g);
            if let Some(place) = self.gs.get_mut(at as usize) {
                *place = Some(g);
            }
            if !slots.is_empty()
                && let Some(g) = self.g_mut(at)
            {
                for slot in slots {
                    g.set_slot(slot, COLLECTED);
                }
            }
        }
    }

    /// Slots of a goroutine's stack that are dead and lead to objects which are not marked.
    fn collected_slots(&mut self, prog: &Program, g: &G) -> Vec<usize> {
        let mut all = Vec::new();
        self.stack_words(prog, g, |vm, slot, v, live| {
            if !live && vm.heap.find(v).is_some() && !vm.is_marked(v) {
                all.push(slot);
            }
        });
        all
    }

    /// Marks everything that anything leads to.
    pub(crate) fn mark_all<W: Watch>(
        &mut self,
        prog: &Program,
        running: Option<&G>,
        work: &mut Vec<(u32, u32)>,
        watch: &mut W,
    ) {
        for off in &prog.global_ptrs {
            if let Some(v) = self.mem.word(LOW_BASE + u64::from(*off)) {
                self.mark(v, Origin::Global(*off), work, watch);
            }
        }
        let mut gs = std::mem::take(&mut self.gs);
        for g in gs.iter_mut().flatten() {
            self.mark_g(prog, g, work, watch);
        }
        self.gs = gs;
        if let Some(g) = running {
            self.mark_g(prog, g, work, watch);
        }
        let timers = self.timers.all.iter().filter_map(|(id, t)| match t.action {
            Action::Start(f) => Some((Origin::Timer(*id), f)),
            Action::Wake(_) | Action::Send(_) => None,
        });
        let finalizers = self.finalizers.iter();
        let finalizers = finalizers.map(|(p, f)| (Origin::Finalizer(*p), *f));
        let cleanups = self.cleanups.iter();
        let cleanups = cleanups.map(|c| (Origin::Cleanup(c.0), c.2));
        let funcs: Vec<(Origin, u64)> = timers
            .chain(finalizers)
            .chain(cleanups)
            .chain([(Origin::Machine, self.zeros.0)])
            .collect();
        for at in prog.made_types() {
            self.mark(at, Origin::Machine, work, watch);
        }
        for (from, f) in funcs {
            self.mark(f, from, work, watch);
        }
        // As in Go, whatever an object with a finalizer leads to is kept until that has run: the
        // finalizer sees it, and of two such objects the one that leads to the other goes first.
        let seen_off: Vec<u64> = self.finalizers.keys().copied().collect();
        for p in seen_off {
            if let Some((s, i, _)) = self.heap.find(p) {
                watch.keeps_contents(p);
                self.scan_block(prog, (s, i), work, watch);
            }
        }
        self.drain_work(prog, work, watch);
    }

    /// Which blocks of the heap something leads to, between two slices of a run. Nothing else
    /// changes: marks are wiped again.
    pub fn heap_census(&mut self) -> Census {
        let prog = std::sync::Arc::clone(&self.prog);
        self.mark_all(&prog, None, &mut Vec::new(), &mut ());
        self.take_marks()
    }

    /// Wipes the marks, and tells what they were.
    pub(crate) fn take_marks(&mut self) -> Census {
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

    /// Finalizers and cleanups of objects that nothing marks; objects whose finalizers are due live
    /// on for now, and so their cleanups wait.
    pub(crate) fn find_due<W: Watch>(
        &mut self,
        prog: &Program,
        work: &mut Vec<(u32, u32)>,
        watch: &mut W,
    ) -> Due {
        let dead = self.finalizers.iter().filter(|(p, _)| !self.is_marked(**p));
        let finalizers: Vec<(u64, u64)> = dead.map(|(p, func)| (*p, *func)).collect();
        for (p, _) in &finalizers {
            self.mark(*p, Origin::Due(*p), work, watch);
        }
        self.drain_work(prog, work, watch);
        let cleanups = self.cleanups.iter();
        let cleanups = cleanups.filter(|c| self.heap.find(c.1).is_some() && !self.is_marked(c.1));
        Due {
            cleanups: cleanups.copied().collect(),
            finalizers,
        }
    }

    pub(crate) fn is_marked(&self, addr: u64) -> bool {
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

    fn mark_g<W: Watch>(
        &mut self,
        prog: &Program,
        g: &G,
        work: &mut Vec<(u32, u32)>,
        watch: &mut W,
    ) {
        let id = g.me.id;
        self.stack_words(prog, g, |vm, slot, v, live| {
            if live {
                let slot = slot as u32;
                vm.mark(v, Origin::Slot { g: id, slot }, work, watch);
            }
        });
        for (nth, d) in (0u32..).zip(&g.defers) {
            self.mark(d.funcval, Origin::Defer { g: id, nth }, work, watch);
        }
        for (nth, p) in (0u32..).zip(&g.panics) {
            self.mark(p.value.1, Origin::Panic { g: id, nth }, work, watch);
        }
    }

    /// Shows the words of a goroutine's stack that may lead into the heap: slot, word, and whether
    /// somebody may still read it.
    fn stack_words(
        &mut self,
        prog: &Program,
        g: &G,
        mut show: impl FnMut(&mut Self, usize, u64, bool),
    ) {
        for (from, live, n) in windows(&mut self.liveness, prog, g) {
            let window = g.stack.get(from..).unwrap_or(&[]);
            for (k, v) in window.iter().enumerate().take(n) {
                if v.wrapping_sub(HEAP_BASE) < self.mem.heap_len() {
                    show(self, from + k, *v, live.has(k));
                }
            }
        }
    }

    #[inline]
    fn mark<W: Watch>(&mut self, v: u64, from: Origin, work: &mut Vec<(u32, u32)>, watch: &mut W) {
        if v.wrapping_sub(HEAP_BASE) >= self.mem.heap_len() || !watch.admits(from) {
            return;
        }
        let Some((s, i, start)) = self.heap.find(v) else {
            return;
        };
        let Some(span) = self.heap.spans.get_mut(s as usize) else {
            return;
        };
        if let Some(w) = span.mark.get_mut(i as usize / 64) {
            let bit = 1 << (i % 64);
            let fresh = *w & bit == 0;
            watch.leads(from, start, fresh, !span.noscan);
            if fresh {
                *w |= bit;
                if !span.noscan {
                    work.push((s, i));
                }
            }
        }
    }

    fn drain_work<W: Watch>(&mut self, prog: &Program, work: &mut Vec<(u32, u32)>, watch: &mut W) {
        if W::BREADTH {
            while !work.is_empty() {
                for block in std::mem::take(work) {
                    self.scan_block(prog, block, work, watch);
                }
            }
            return;
        }
        while let Some(block) = work.pop() {
            self.scan_block(prog, block, work, watch);
        }
    }

    /// Marks what the words of a block lead to.
    fn scan_block<W: Watch>(
        &mut self,
        prog: &Program,
        (s, i): (u32, u32),
        work: &mut Vec<(u32, u32)>,
        watch: &mut W,
    ) {
        let Some(span) = self.heap.spans.get(s as usize).filter(|s| !s.noscan) else {
            return;
        };
        let addr = span.base() + u64::from(i) * span.block;
        let (block, what) = (
            span.block,
            span.info.get(i as usize).map_or(content::WORDS, |b| b.ty),
        );
        watch.scans(addr);
        if what >= content::SPECIAL {
            let mut p = addr;
            while p + 8 <= addr + block {
                if let Some(v) = self.mem.word(p) {
                    self.mark(v, Origin::Word(p), work, watch);
                }
                p += 8;
            }
            return;
        }
        let ty = TypeIdx(what & !content::ARRAY);
        if what & content::ARRAY == 0 {
            self.scan(prog, ty, addr, work, 0, watch);
            return;
        }
        let size = self.info(ty).size.max(1);
        let mut p = addr;
        while p + size <= addr + block {
            self.scan(prog, ty, p, work, 0, watch);
            p += size;
        }
    }

    /// Marks what the value of type `ty` at `addr` points at.
    fn scan<W: Watch>(
        &mut self,
        prog: &Program,
        ty: TypeIdx,
        addr: u64,
        work: &mut Vec<(u32, u32)>,
        depth: u32,
        watch: &mut W,
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
                let at = addr + u64::from(*off);
                if let Some(v) = self.mem.word(at) {
                    self.mark(v, Origin::Word(at), work, watch);
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
                    self.scan(prog, elem, addr + k * size, work, depth + 1, watch);
                }
            }
            Kind::Struct => {
                for f in &t.fields {
                    self.scan(prog, f.ty, addr + f.offset, work, depth + 1, watch);
                }
            }
            _ => {
                for k in 0..t.size / 8 {
                    let at = addr + k * 8;
                    if let Some(v) = self.mem.word(at) {
                        self.mark(v, Origin::Word(at), work, watch);
                    }
                }
            }
        }
    }
}

/// The windows of a goroutine's frames: where each begins, which of its slots may still be
/// read, and how many are its own.
pub(crate) fn windows(live: &mut Liveness, prog: &Program, g: &G) -> Vec<(usize, Slots, usize)> {
    let mut next = live.before(prog, g.pc);
    if g.status == Status::Waiting || g.resume != Resume::Normal {
        // It is within the operation before.
        next = next.union(live.before(prog, g.pc.saturating_sub(1)));
    }
    let mut frame = (g.fp as usize, next, 256);
    let mut all = Vec::new();
    for f in g.frames.iter().rev() {
        all.push(frame);
        let slots = match f.ret_pc {
            RET_EXIT => return all,
            // Who describes a value that a run dies of returns nowhere.
            RET_DIE => Slots::ALL,
            pc if pc & RET_PANIC != 0 => live.after_recovery(prog, pc & !RET_PANIC),
            pc => live.after_call(prog, pc),
        };
        let fp = f.fp as usize;
        frame = (fp, slots, frame.0.saturating_sub(fp));
    }
    all.push(frame);
    all
}
