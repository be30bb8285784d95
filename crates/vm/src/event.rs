//! Visible operations as typed, compact records, the log that keeps them, and their rolling hash.
//!
//! What is not here: sentences. A reader turns events into words.

use std::sync::Arc;

use bytecode::TypeIdx;

use crate::wait::WaitReason;

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum EventOp {
    /// `go`: partner is the new goroutine, aux the function that it is there for (number + 1).
    Go,
    /// A goroutine runs for the first time.
    Start,
    /// A goroutine returned from its function.
    Exit,
    /// `runtime.Goexit` was called.
    Goexit,
    MakeChan,
    Send,
    Recv,
    Close,
    /// A select as a whole: it blocked, or took its default. A select that can proceed at once
    /// is a `Send` or `Recv` with `aux` = case + 1.
    Select,
    Lock,
    TryLock,
    Unlock,
    RLock,
    TryRLock,
    RUnlock,
    /// aux: the new counter.
    WgAdd,
    WgDone,
    WgWait,
    CondWait,
    CondSignal,
    CondBroadcast,
    /// aux: 0 the function starts, 1 it ended, 2 it had already run.
    Once,
    AtomicLoad,
    AtomicStore,
    AtomicAdd,
    AtomicSwap,
    AtomicCas,
    Sleep,
    TimerStart,
    TimerStop,
    /// The goroutine 0 stands for the timers themselves; partner: who was woken or started.
    TimerFire,
    Gosched,
    /// The scheduler took the processor from a long runner.
    Preempt,
    /// A further goroutine made runnable by the event before this one.
    Wake,
    /// Output; the preview holds its beginning, aux its length + 1 (0 for print and println).
    Print,
    Panic,
    Recover,
    Gc,
    Finalizer,
    /// The run ended; aux: exit code.
    End,
    Fatal,
}

impl EventOp {
    /// Whether it is something that a goroutine did, and not a mere consequence.
    pub fn is_operation(self) -> bool {
        use EventOp::*;
        !matches!(
            self,
            Start | TimerFire | Preempt | Wake | Panic | Recover | Gc | Finalizer | End | Fatal
        )
    }
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Outcome {
    /// At once.
    Done,
    /// The goroutine had to wait; `reason` says why.
    Blocked,
    /// It would have had to wait, and did not (default case, failed TryLock, failed CAS).
    NotReady,
    /// A receive from a closed channel.
    Closed,
    /// It panicked.
    Panicked,
}

/// The beginning of a value, kept with the event since memory moves on.
///
/// Scalars: 8 bytes little-endian. Strings and output: up to 15 bytes, then the length (16 when
/// longer). Others: the first 16 bytes of their memory image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// Type of the value (the dynamic type of an interface); `u32::MAX`: none.
    pub ty: u32,
    pub bytes: [u8; 16],
}

impl Preview {
    pub const NONE: Preview = Preview {
        ty: u32::MAX,
        bytes: [0; 16],
    };
    pub fn type_idx(&self) -> Option<TypeIdx> {
        (self.ty != u32::MAX).then_some(TypeIdx(self.ty))
    }
    pub(crate) fn text(ty: u32, s: &[u8]) -> Preview {
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(s.iter().take(15)) {
            *to = *from;
        }
        bytes[15] = s.len().min(16) as u8;
        Preview { ty, bytes }
    }
    pub(crate) fn word(ty: u32, w: u64) -> Preview {
        Preview::words(ty, w, 0)
    }
    #[inline]
    pub(crate) fn words(ty: u32, lo: u64, hi: u64) -> Preview {
        let both = u128::from(lo) | u128::from(hi) << 64;
        Preview {
            ty,
            bytes: both.to_le_bytes(),
        }
    }
}

/// One visible operation.
///
/// In C's order, where neighbours of four bytes are one word to the hash and nothing is padding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Event {
    /// Instructions executed before it, the operation's own included.
    pub tick: u64,
    /// Virtual nanoseconds since the start.
    pub time: u64,
    /// Address of the channel, lock, wait group, …; timers: `TIMER_BIT | id`; 0: none.
    pub object: u64,
    pub value: Preview,
    /// Who did it (0: the machine).
    pub g: u32,
    /// The instruction.
    pub pc: u32,
    /// The other side: sender or receiver, new goroutine, woken goroutine; 0: none. For blocked
    /// lock operations: the owner.
    pub partner: u32,
    /// Sends and receives: 0, or the case of a select + 1 (see `case` and `CASE_CHOSEN`). Others:
    /// new counter, phase, exit code: see the operation.
    pub aux: u32,
    pub op: EventOp,
    pub outcome: Outcome,
    /// Why the goroutine waits, when blocked.
    pub reason: WaitReason,
    /// `partner` became runnable by this event.
    pub woke: bool,
}

/// Added to `aux` of a select's send or receive when more than one case was ready.
pub const CASE_CHOSEN: u32 = 1 << 16;

/// Marks timer ids among object ids.
pub const TIMER_BIT: u64 = 1 << 63;

const MIX_A: u64 = 0x9e37_79b9_7f4a_7c15;
const MIX_B: u64 = 0xd6e8_feb8_6659_fd93;

#[inline]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ MIX_A) * u128::from(b ^ MIX_B);
    (wide as u64) ^ (wide >> 64) as u64
}

impl Event {
    /// The case of the select that this send or receive belongs to, in source order.
    pub fn case(&self) -> Option<u32> {
        let n = self.aux & (CASE_CHOSEN - 1);
        (matches!(self.op, EventOp::Send | EventOp::Recv) && n > 0).then(|| n - 1)
    }

    /// Whether that select had more than one ready case.
    pub fn was_chosen(&self) -> bool {
        self.case().is_some() && self.aux & CASE_CHOSEN != 0
    }

    /// Whether policies are asked before it: one such event belongs to each asking.
    pub fn is_scheduled(&self) -> bool {
        self.op.is_operation()
            && self.op != EventOp::Exit
            && !(self.op == EventOp::Print && self.aux == 0)
    }

    /// The event folded into a running hash. Stable across targets and builds.
    #[inline]
    pub fn fold(&self, hash: u64) -> u64 {
        let (lo, hi) = halves(&self.value.bytes);
        let kind = u32::from(self.op as u8)
            | u32::from(self.outcome as u8) << 8
            | u32::from(self.reason as u8) << 16
            | u32::from(self.woke) << 24;
        // Neighbours in memory, so that each pair is one load.
        let who = pair(self.g, self.pc);
        let other = pair(self.partner, self.aux);
        let what = pair(kind, self.value.ty);
        // Two chains side by side; products of 64 bits, since wider ones are slow in wasm.
        let when = self.tick ^ self.time.rotate_left(32);
        let a = step(step(step(hash, when), self.object), who);
        let b = step(step(step(!hash, what), other), lo ^ hi.rotate_left(32));
        step(a, b)
    }
}

/// One word into a hash: a product carries it upwards, a rotation back down.
#[inline(always)]
fn step(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(MIX_A).rotate_left(29)
}

/// Two halves as one word.
#[inline(always)]
fn pair(lo: u32, hi: u32) -> u64 {
    u64::from(lo) | u64::from(hi) << 32
}

/// Sixteen bytes as two words.
#[inline(always)]
fn halves(bytes: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(*bytes);
    (both as u64, (both >> 64) as u64)
}

/// How much of a run is recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Record {
    /// Nothing, not even the hash.
    Off,
    /// What just happened, for who drives the run step by step: no hash, no previews of values.
    Recent,
    /// The rolling hash only.
    Hash,
    /// The hash and the latest events, up to about this many.
    Keep(usize),
}

const CHUNK: usize = 4096;

/// The events of a run, in order of their index.
///
/// Bounded: when full, the oldest chunk is dropped (`first` grows). After a restore the log still
/// knows what followed; re-executing walks over it without change, and a run that takes another
/// way cuts it off at the first difference. Cloning shares the chunks: whoever keeps several
/// branches of a run keeps a log for each.
#[derive(Clone, Debug, Default)]
pub struct EventLog {
    /// Full ones, shared with other branches.
    chunks: std::collections::VecDeque<Arc<Vec<Event>>>,
    /// The latest events, less than a chunk.
    tail: Vec<Event>,
    first: u64,
    end: u64,
    next: u64,
    max: usize,
}

impl EventLog {
    pub(crate) fn new(max: usize) -> Self {
        EventLog {
            max,
            ..EventLog::default()
        }
    }
    /// Index of the first event still kept.
    pub fn first(&self) -> u64 {
        self.first
    }
    /// Index after the last event known (which may be later than the present).
    pub fn end(&self) -> u64 {
        self.end
    }
    /// Number of events up to the present.
    pub fn now(&self) -> u64 {
        self.next
    }
    pub fn get(&self, index: u64) -> Option<&Event> {
        if index >= self.end {
            return None;
        }
        let rel = index.checked_sub(self.first)? as usize;
        match self.chunks.get(rel / CHUNK) {
            Some(chunk) => chunk.get(rel % CHUNK),
            None => self.tail.get(rel - self.chunks.len() * CHUNK),
        }
    }
    /// Events `[from, to)`, as far as they are kept.
    pub fn range(&self, from: u64, to: u64) -> impl Iterator<Item = (u64, &Event)> {
        (from.max(self.first)..to.min(self.end)).filter_map(|i| Some((i, self.get(i)?)))
    }
    /// Forgets what follows the present.
    pub fn cut(&mut self) {
        let keep = self.next.saturating_sub(self.first) as usize;
        if let Some(open) = self.chunks.get(keep / CHUNK) {
            self.tail = open.get(..keep % CHUNK).unwrap_or(&[]).to_vec();
            self.chunks.truncate(keep / CHUNK);
        } else {
            self.tail.truncate(keep - self.chunks.len() * CHUNK);
        }
        self.end = self.next;
    }
    /// Moves the present (after a restore).
    pub(crate) fn rewind(&mut self, next: u64) {
        self.next = next;
        if next > self.end || next < self.first {
            // Nothing kept is adjacent to the new present: start afresh from there.
            self.chunks.clear();
            self.tail.clear();
            self.first = next;
            self.end = next;
        }
    }
    #[inline]
    pub(crate) fn push(&mut self, event: &Event) {
        if self.next < self.end || self.max == 0 {
            self.push_slow(event);
            return;
        }
        self.tail.push(*event);
        self.next += 1;
        self.end = self.next;
        if self.tail.len() >= CHUNK {
            self.close_chunk();
        }
    }

    /// Nothing is kept, or what followed the present once is still there.
    #[inline(never)]
    fn push_slow(&mut self, event: &Event) {
        if self.max == 0 {
            self.next += 1;
            self.end = self.next;
            self.first = self.next;
        } else if self.get(self.next) == Some(event) {
            self.next += 1;
        } else {
            self.cut();
            self.push(event);
        }
    }

    /// The tail is full: it becomes a chunk, and the oldest one's memory the next tail if it can.
    #[inline(never)]
    fn close_chunk(&mut self) {
        let full = std::mem::take(&mut self.tail);
        self.chunks.push_back(Arc::new(full));
        while (self.chunks.len() + 1) * CHUNK > self.max.max(2 * CHUNK)
            && let Some(old) = self.chunks.pop_front()
        {
            self.first += old.len() as u64;
            self.tail = Arc::try_unwrap(old).unwrap_or_default();
            self.tail.clear();
        }
        self.tail.reserve_exact(CHUNK - self.tail.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(tick: u64) -> Event {
        Event {
            tick,
            time: tick,
            object: 0,
            value: Preview::NONE,
            g: 1,
            pc: 0,
            partner: 0,
            aux: 0,
            op: EventOp::Send,
            outcome: Outcome::Done,
            reason: WaitReason::None,
            woke: false,
        }
    }

    #[test]
    fn log_drops_oldest_chunk() {
        let mut log = EventLog::new(2 * CHUNK);
        for i in 0..(3 * CHUNK as u64 + 5) {
            log.push(&event(i));
        }
        assert_eq!(log.first(), 2 * CHUNK as u64);
        assert_eq!(
            log.get(3 * CHUNK as u64).map(|e| e.tick),
            Some(3 * CHUNK as u64)
        );
        assert_eq!(log.get(5), None);
    }

    #[test]
    fn replaying_keeps_the_future_and_diverging_cuts_it() {
        let mut log = EventLog::new(1 << 20);
        for i in 0..10_000 {
            log.push(&event(i));
        }
        log.rewind(5_000);
        log.push(&event(5_000));
        assert_eq!((log.now(), log.end()), (5_001, 10_000));
        log.push(&event(77));
        assert_eq!((log.now(), log.end()), (5_002, 5_002));
        assert_eq!(log.get(5_001).map(|e| e.tick), Some(77));
    }

    #[test]
    fn hash_depends_on_every_field() {
        let base = event(1).fold(0);
        let mut e = event(1);
        e.partner = 2;
        assert_ne!(base, e.fold(0));
        let mut e = event(1);
        e.value.bytes[9] = 1;
        assert_ne!(base, e.fold(0));
    }
}
