//! What a policy that steers every step wants to know and do: which operation comes next, where
//! a block of memory comes from, and going on after the run's end.
//!
//! Who is steered and why is the policy's affair (see `Scheduler::steered`).

use bytecode::{FuncId, Instr, LOW_BASE, Native, Op, SelectDir};

use crate::event::TIMER_BIT;
use crate::g::{G, Resume};
use crate::gc::windows;
use crate::live::Liveness;
use crate::maps::IT_MAP;
use crate::natives::{NativeKind, native_kind};
use crate::scheduler::GRef;
use crate::vm::Vm;
use crate::wait::{Status, WaitReason};

/// Where a block of memory comes from: the `nth` that goroutine `g` allocated (0: the machine).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Birth {
    pub g: u32,
    pub nth: u32,
}

/// The operation before which a goroutine stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextOp {
    /// One that nobody else can notice: `go`, `make(chan)`, `Gosched`, output to stderr.
    Silent,
    /// Ends the run: main returns, `os.Exit`, a panic that nobody recovered.
    End,
    /// Output to stdout.
    Print,
    Send(u64),
    Recv(u64),
    Close(u64),
    Select,
    /// `len` of a channel.
    Len(u64),
    Lock(u64),
    TryLock(u64),
    Unlock(u64),
    /// The inner mutex of a RWMutex is taken, or waited for.
    RwLock(u64),
    /// Its holder becomes the writer, or waits for readers.
    RwAnnounce(u64),
    RwTryLock(u64),
    RwUnlock(u64),
    RLock(u64),
    TryRLock(u64),
    RUnlock(u64),
    WgAdd(u64, i64),
    WgWait(u64),
    /// Whoever waited for the group and was woken sees whether it is in use again.
    WgReturn(u64),
    /// The ticket of a `Cond.Wait`.
    CondTicket(u64),
    CondSignal(u64),
    CondBroadcast(u64),
    Sleep,
    /// Of a new timer.
    TimerStart,
    TimerStop(u64),
    TimerReset(u64),
    AtomicLoad(u64),
    AtomicStore(u64),
    /// Swap, Add, And, Or.
    AtomicRmw(u64),
    AtomicCas(u64),
    /// `Once.Do`, by the address of its flag: all of it but for what it calls and for its end.
    OnceDo(u64),
    /// What `Once.Do` calls is over; the others go on.
    OnceEnd(u64),
    /// A random number from [0, n) is drawn, where those are decisions (none: of any size).
    Draw(Option<u64>),
    /// `Get` or `Put` of a `Pool`, up to what `New` does.
    Pool(u64),
    /// An operation on a `Map`; of `Range`, its beginning or one of its elements.
    Map(u64),
    /// An instruction with a breakpoint.
    Break(u32),
    /// A goroutine starts another one, or is over, in programs that count goroutines.
    Start,
    Leave,
    /// Goroutines are counted.
    Count,
}

impl Vm {
    /// Whether the mode of running changes, and the clock with it.
    pub(crate) fn set_steered(&mut self, steered: bool) {
        if self.steered == steered {
            return;
        }
        self.steered = steered;
        if steered {
            self.held = Some(self.held.unwrap_or(self.now()));
            self.slice_end = u64::MAX;
        } else if let Some(time) = self.held.take() {
            self.skew = time.saturating_sub(self.tick());
        }
    }

    /// In steered runs each goroutine draws from a source of its own: what it draws must not depend
    /// on what others did meanwhile. While it runs, its source is the machine's.
    pub(crate) fn swap_draws(&mut self, g: &mut G) {
        if self.steered {
            let [user, map] = &mut g.draws;
            std::mem::swap(&mut self.rng_user, user);
            std::mem::swap(&mut self.rng_map, map);
        }
    }

    /// The sources of a new goroutine, from those of its creator; of one that a timer starts, from
    /// what it executes.
    pub(crate) fn draws_of_new(&mut self, func: FuncId) -> [u64; 2] {
        if self.steered && self.current.is_some() {
            return [Vm::draw(&mut self.rng_user), Vm::draw(&mut self.rng_map)];
        }
        [self.rng_user, self.rng_map].map(|s| crate::event::mix(s, u64::from(func.0)))
    }

    /// Whether the native is an operation before which a policy that steers is asked.
    pub(crate) fn is_steered_native(&self, i: Instr) -> bool {
        let native = Native::from_index(i.imm as u32);
        matches!(native, Some(Native::CondAdd | Native::NumGoroutine))
    }

    pub(crate) fn steered_g(&self, g: GRef) -> Option<&G> {
        self.g(g.slot).filter(|found| found.me == g)
    }

    /// The goroutine's status; none once it is gone.
    pub fn status_of(&self, g: GRef) -> Option<Status> {
        self.steered_g(g).map(|g| g.status)
    }

    /// Why a goroutine that is parked waits, and for what.
    pub fn waits_for(&self, g: GRef) -> Option<(WaitReason, u64)> {
        let g = self.steered_g(g)?;
        (g.status == Status::Waiting).then_some((g.wait, g.wait_object))
    }

    /// The instruction at which a goroutine stands.
    pub fn pc_of(&self, g: GRef) -> Option<u32> {
        self.steered_g(g).map(|g| g.pc)
    }

    /// The goroutine on the processor.
    pub fn current(&self) -> Option<GRef> {
        self.current
    }

    /// Where the block around an address comes from, and the offset in it. None outside the heaps.
    pub fn born(&self, addr: u64) -> Option<(Birth, u64)> {
        let Some((start, _, info)) = self.heap.block(addr) else {
            return self.mem.c.as_ref()?.born(addr);
        };
        Some((info.born, addr - start))
    }

    /// How many values a channel buffers.
    pub fn chan_cap(&self, ch: u64) -> usize {
        let cap = self.mem.word(ch.wrapping_add(crate::chan::hchan::CAP));
        usize::try_from(cap.unwrap_or(0)).unwrap_or(usize::MAX)
    }

    /// How many values are in a channel's buffer, those of a timer's channel included.
    pub fn chan_count(&self, ch: u64) -> u64 {
        let count = self.mem.word(ch.wrapping_add(crate::chan::hchan::COUNT));
        count.unwrap_or(0)
    }

    /// Begins to watch whether memory is written.
    pub fn watch_memory(&mut self) {
        self.mem.snapshot();
    }

    /// Whether it was written since `watch_memory`, for sure if the answer is no.
    pub fn memory_changed(&self) -> bool {
        !self.mem.is_clean()
    }

    /// How many blocks a goroutine has allocated.
    pub fn allocs_of(&self, g: GRef) -> u32 {
        self.steered_g(g).map_or(0, |g| g.allocs)
    }

    /// A number for the place in the code at which a goroutine stands, and its callers.
    pub fn place_of(&self, g: GRef) -> u64 {
        let Some(g) = self.steered_g(g) else {
            return 0;
        };
        let callers = g.frames.iter().map(|f| u64::from(f.ret_pc));
        callers.fold(u64::from(g.pc), crate::event::mix)
    }

    /// Equal numbers: the goroutine stands at the same place with the same values in its frames,
    /// and has drawn as much at random. What nobody reads any
    /// more in its frames does not count: it may be left over from another branch (`restore_frames`).
    pub fn fingerprint(&mut self, g: GRef) -> u64 {
        let mut live = std::mem::take(&mut self.liveness);
        let print = self.fingerprint_with(&mut live, g);
        self.liveness = live;
        print
    }

    fn fingerprint_with(&self, live: &mut Liveness, g: GRef) -> u64 {
        let Some(g) = self.steered_g(g) else {
            return 0;
        };
        let mix = crate::event::mix;
        let mut h = mix(u64::from(g.pc), u64::from(g.fp));
        let [user, map] = g.draws;
        h = mix(h, user ^ map.rotate_left(32));
        h = mix(h, g.defers.len() as u64 ^ (g.panics.len() as u64) << 32);
        h = g.defers.iter().fold(h, |h, d| mix(h, d.funcval));
        for f in &g.frames {
            h = mix(h, u64::from(f.ret_pc) | u64::from(f.fp) << 32);
        }
        for (from, live, n) in windows(live, &self.prog, g) {
            let window = g.stack.get(from..).unwrap_or(&[]).iter().take(n);
            for (k, word) in window.enumerate().filter(|(k, _)| live.has(*k)) {
                h = mix(mix(h, k as u64), *word);
            }
        }
        h
    }

    /// The run has ended, but whoever did not end it goes on as if the end took for ever.
    pub fn outlive(&mut self) {
        if self.stopped.take().is_none() {
            return;
        }
        if let Some(me) = self.current.take()
            && let Some(g) = self.gs.get_mut(me.slot as usize).and_then(Option::take)
        {
            self.bury(me, g);
            // Who counts before the end must find what he would find after it.
            self.live += 1;
        }
        self.granted = false;
    }

    /// Gives a goroutine that can run the processor, as if the policy had been asked and had chosen
    /// it; `allow`: and had let it perform the operation before which it stands.
    pub fn grant(&mut self, g: GRef, allow: bool) {
        self.set_steered(true);
        if self.current != Some(g) {
            self.shelve();
            self.switch(g, u64::MAX);
        }
        self.granted = allow;
    }

    /// Whether the operation that `grant` allowed is still to come.
    pub fn is_granted(&self) -> bool {
        self.granted
    }

    /// Whoever runs stops where it stands, and stays able to run.
    pub fn shelve(&mut self) {
        if let Some(me) = self.current.take()
            && let Some(g) = self.g_mut(me.slot)
        {
            g.status = Status::Runnable;
        }
        self.granted = false;
    }

    /// The cases of the select at which a goroutine stands, and in which it waits if it is parked:
    /// number, channel, whether it sends; those of nil channels left out. Whether it has a default.
    pub fn select_cases(&self, g: GRef, out: &mut Vec<(u16, u64, bool)>) -> bool {
        let Some(g) = self.steered_g(g) else {
            return false;
        };
        let pc = if g.status == Status::Waiting {
            g.pc.saturating_sub(1)
        } else {
            g.pc
        };
        let desc = match self.code.get(pc as usize) {
            Some(i) if i.op == Op::Select => self.prog.selects.get(i.imm as u32 as usize),
            _ => None,
        };
        let Some(desc) = desc else { return false };
        for (c, k) in desc.cases.iter().zip(0..) {
            let ch = slot(g, u32::from(c.chan));
            if ch != 0 {
                out.push((k, ch, c.dir == SelectDir::Send));
            }
        }
        desc.has_default
    }

    /// Whether a send to a channel, or a receive from it, could go on at once.
    pub fn chan_ready(&self, ch: u64, send: bool) -> bool {
        use crate::chan::hchan::{CLOSED, COUNT, RECVQ, SENDQ};
        let word = |at: u64| self.mem.word(ch.wrapping_add(at)).unwrap_or(0);
        let closed = self.mem.word32(ch.wrapping_add(CLOSED));
        closed.is_some_and(|c| c & 1 != 0)
            || match send {
                true => word(RECVQ) as u32 != 0 || word(COUNT) < self.chan_cap(ch) as u64,
                false => word(COUNT) > 0 || word(SENDQ) as u32 != 0,
            }
    }

    /// The operation before which a goroutine stands that was asked for it.
    pub fn next_op(&self, g: GRef) -> NextOp {
        let Some(g) = self.steered_g(g) else {
            return NextOp::Silent;
        };
        match g.resume {
            Resume::Die => return NextOp::End,
            Resume::Leave => return NextOp::Leave,
            Resume::WaitGroup(wg) => return NextOp::WgReturn(wg),
            _ => {}
        }
        let Some(i) = self.code.get(g.pc as usize) else {
            return match g.me.id {
                1 => NextOp::End,
                _ if self.counted => NextOp::Leave,
                _ => NextOp::Silent,
            };
        };
        match i.op {
            Op::Send => NextOp::Send(slot(g, u32::from(i.b))),
            Op::Recv => NextOp::Recv(slot(g, u32::from(i.b))),
            Op::Close => NextOp::Close(slot(g, u32::from(i.a))),
            Op::LenChan => NextOp::Len(slot(g, u32::from(i.b))),
            Op::Select => NextOp::Select,
            Op::CallN => self.next_native(g, *i),
            Op::Break => NextOp::Break(g.pc),
            Op::Go if self.counted => NextOp::Start,
            _ => NextOp::Silent,
        }
    }

    /// Whether the operation before which a goroutine stands is an atomic `Add` of which nobody looks
    /// at the sum: a statement of its own.
    pub fn adds_blindly(&self, g: GRef) -> bool {
        let Some(g) = self.steered_g(g) else {
            return false;
        };
        let Some(i) = self.code.get(g.pc as usize) else {
            return false;
        };
        use Native::*;
        let adds = i.op == Op::CallN
            && matches!(
                Native::from_index(i.imm as u32),
                Some(AtomicAddI32 | AtomicAddI64 | AtomicAddU32 | AtomicAddU64 | AtomicAddUptr)
            );
        if !adds || i.c == 1 {
            return adds;
        }
        // What the methods called Add return is the sum, and nothing else is done with it there.
        let func = self.prog.func_at(g.pc).and_then(|f| self.prog.func(f));
        let method = func.is_some_and(|f| {
            let name = f.name.strip_prefix("sync/atomic.(*");
            name.is_some_and(|n| n.ends_with(").Add"))
        });
        let call = g.frames.last().and_then(|f| f.ret_pc.checked_sub(1));
        let call = call.and_then(|pc| self.instr(pc));
        method && call.is_some_and(|i| i.op == Op::Call && i.c == 1)
    }

    /// Whether an instruction can be made to ask before it by a breakpoint: it is no visible
    /// operation, and it touches memory.
    pub fn is_plain(&self, pc: u32) -> bool {
        let Some(i) = self.instr(pc) else {
            return false;
        };
        match i.op {
            Op::Send | Op::Recv | Op::Close | Op::Select | Op::Go | Op::MakeChan | Op::LenChan => {
                false
            }
            Op::CallN => Native::from_index(i.imm as u32)
                .is_some_and(|n| native_kind(n) != NativeKind::Visible),
            _ => true,
        }
    }

    /// The instruction without a breakpoint.
    pub(crate) fn instr(&self, pc: u32) -> Option<Instr> {
        let mut i = *self.code.get(pc as usize)?;
        let at = self.breaks.partition_point(|b| b.0 < pc);
        if let Some((_, op)) = self.breaks.get(at).filter(|b| b.0 == pc) {
            i.op = *op;
        }
        Some(i)
    }

    /// Whether it can be told what memory the instruction touches (see `access_of`).
    pub fn tells_access(&self, pc: u32) -> bool {
        self.instr(pc).is_some_and(|i| match i.op {
            Op::CallN => Native::from_index(i.imm as u32).is_some_and(|n| {
                use Native::*;
                matches!(
                    n,
                    CFree | CCstring | CGostring | CGostringn | CGobytes | CStrlen
                )
            }),
            Op::MapNext => true,
            _ => access(i, |_| 0).is_some(),
        })
    }

    /// The memory that the instruction touches at which a goroutine stands: address, length,
    /// whether it writes.
    pub fn access_of(&self, g: GRef) -> Option<(u64, u64, bool)> {
        let g = self.steered_g(g)?;
        let i = self.instr(g.pc)?;
        if i.op == Op::CallN {
            let n = Native::from_index(i.imm as u32)?;
            return self.c_access(n, |k| slot(g, u32::from(i.a) + k));
        }
        if i.op == Op::MapNext {
            let m = self.mem.word(slot(g, u32::from(i.b)) + IT_MAP)?;
            return Some((m, 8, false));
        }
        access(i, |k| slot(g, u32::from(k)))
    }

    fn next_native(&self, g: &G, i: Instr) -> NextOp {
        let arg = |k: u32| slot(g, u32::from(i.a) + k);
        use Native::*;
        match Native::from_index(i.imm as u32) {
            Some(MutexLock) => NextOp::Lock(arg(0)),
            Some(MutexTryLock) => NextOp::TryLock(arg(1)),
            Some(MutexUnlock) => NextOp::Unlock(arg(0)),
            Some(RwLock) if g.resume == Resume::Announce => NextOp::RwAnnounce(arg(0)),
            Some(RwLock) => NextOp::RwLock(arg(0)),
            Some(RwTryLock) => NextOp::RwTryLock(arg(1)),
            Some(RwUnlock) => NextOp::RwUnlock(arg(0)),
            Some(RwRLock) => NextOp::RLock(arg(0)),
            Some(RwTryRLock) => NextOp::TryRLock(arg(1)),
            Some(RwRUnlock) => NextOp::RUnlock(arg(0)),
            Some(WgAdd) => NextOp::WgAdd(arg(0), arg(1) as i64),
            Some(WgDone) => NextOp::WgAdd(arg(0), -1),
            Some(WgWait) => NextOp::WgWait(arg(0)),
            Some(CondAdd) => NextOp::CondTicket(arg(1)),
            Some(NumGoroutine) => NextOp::Count,
            Some(CondSignal) => NextOp::CondSignal(arg(0)),
            Some(CondBroadcast) => NextOp::CondBroadcast(arg(0)),
            Some(TimeSleep) if arg(0) as i64 > 0 => NextOp::Sleep,
            Some(CSleep | CUsleep) if arg(1) as u32 > 0 => NextOp::Sleep,
            Some(CPuts) => NextOp::Print,
            Some(TimeStart) => NextOp::TimerStart,
            Some(TimeStop) => NextOp::TimerStop(TIMER_BIT | arg(1)),
            Some(TimeReset) => NextOp::TimerReset(TIMER_BIT | arg(1)),
            Some(RtWrite | RtWriteString) if arg(1) == 1 => NextOp::Print,
            Some(RtExit) => NextOp::End,
            Some(RtRand64) => NextOp::Draw(self.drawn(g).map(|d| d.values)),
            Some(
                AtomicLoadI32 | AtomicLoadI64 | AtomicLoadU32 | AtomicLoadU64 | AtomicLoadUptr
                | AtomicLoadPtr,
            ) => NextOp::AtomicLoad(arg(1)),
            Some(
                AtomicStoreI32 | AtomicStoreI64 | AtomicStoreU32 | AtomicStoreU64 | AtomicStoreUptr
                | AtomicStorePtr,
            ) => NextOp::AtomicStore(arg(0)),
            Some(
                AtomicCasI32 | AtomicCasI64 | AtomicCasU32 | AtomicCasU64 | AtomicCasUptr
                | AtomicCasPtr,
            ) => NextOp::AtomicCas(arg(1)),
            Some(
                AtomicSwapI32 | AtomicSwapI64 | AtomicSwapU32 | AtomicSwapU64 | AtomicSwapUptr
                | AtomicSwapPtr | AtomicAddI32 | AtomicAddI64 | AtomicAddU32 | AtomicAddU64
                | AtomicAddUptr | AtomicAndI32 | AtomicAndI64 | AtomicAndU32 | AtomicAndU64
                | AtomicOrI32 | AtomicOrI64 | AtomicOrU32 | AtomicOrU64,
            ) => NextOp::AtomicRmw(arg(1)),
            _ => NextOp::Silent,
        }
    }
}

/// A slot of the frame that runs.
pub(crate) fn slot(g: &G, at: u32) -> u64 {
    let at = g.fp as usize + at as usize;
    g.stack.get(at).copied().unwrap_or(0)
}

/// What memory a load or store touches, given the slots of its frame.
fn access(i: Instr, r: impl Fn(u8) -> u64) -> Option<(u64, u64, bool)> {
    let at = |len: u64, write: bool| {
        let addr = r(i.b).wrapping_add(i.imm as i64 as u64);
        Some((addr, len, write))
    };
    let element = |size: u64, write: bool| {
        let addr = r(i.b).wrapping_add(r(i.c).wrapping_mul(size));
        Some((addr, size, write))
    };
    let global = |write: bool| Some((LOW_BASE + u64::from(i.imm as u32), 8, write));
    match i.op {
        Op::LoadG => global(false),
        Op::StoreG => global(true),
        Op::Ld8U | Op::Ld8S => at(1, false),
        Op::Ld16U | Op::Ld16S => at(2, false),
        Op::Ld32U | Op::Ld32S => at(4, false),
        Op::Ld64 => at(8, false),
        Op::Ld128 => at(16, false),
        Op::Ld192 => at(24, false),
        Op::LdN => at(u64::from(i.c), false),
        Op::St8 => at(1, true),
        Op::St16 => at(2, true),
        Op::St32 => at(4, true),
        Op::St64 => at(8, true),
        Op::St128 => at(16, true),
        Op::St192 => at(24, true),
        Op::StN => at(u64::from(i.c), true),
        Op::IdxLd8U | Op::IdxLd8S => element(1, false),
        Op::IdxLd16U | Op::IdxLd16S => element(2, false),
        Op::IdxLd32U | Op::IdxLd32S => element(4, false),
        Op::IdxLd64 => element(8, false),
        Op::IdxLd128 => element(16, false),
        Op::IdxLd192 => element(24, false),
        Op::IdxSt8 => element(1, true),
        Op::IdxSt16 => element(2, true),
        Op::IdxSt32 => element(4, true),
        Op::IdxSt64 => element(8, true),
        Op::IdxSt128 => element(16, true),
        Op::IdxSt192 => element(24, true),
        // A map as a whole.
        Op::MapGet | Op::MapGet2 | Op::MapLen | Op::MapIter => Some((r(i.b), 8, false)),
        Op::MapSet | Op::MapDelete | Op::MapClear => Some((r(i.b), 8, true)),
        _ => None,
    }
}
