//! Channels: buffers and headers in Go's memory, queues of parked goroutines in a table.
//!
//! A value goes from a sender to a parked receiver directly, slot to slot. Queues are FIFO lists
//! of `Sudog`s whose heads lie in the channel's header, so that snapshots hold them for free.

use bytecode::{Instr, Program, TypeIdx};

use crate::event::{EventOp, Outcome, Preview};
use crate::g::Resume;
use crate::heap::content;
use crate::scheduler::{GRef, Ready, Scheduler};
use crate::trap::{Res, Trap, at};
use crate::value::{Repr, Window, slot};
use crate::vm::Vm;
use crate::wait::WaitReason;

/// No slot.
pub(crate) const NO_SLOT: u32 = u32::MAX;

/// A goroutine in a queue: of a channel, a semaphore or a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sudog {
    pub(crate) g: GRef,
    /// Channel, or key of the semaphore.
    pub(crate) object: u64,
    /// Absolute slot of the value to send or the place to receive into.
    pub(crate) value: u32,
    /// Absolute slot for `ok`.
    pub(crate) ok: u32,
    /// Absolute slot for the index of a select's case, and the index.
    pub(crate) chosen: u32,
    pub(crate) case: u16,
    pub(crate) send: bool,
    /// Ticket of a condition.
    pub(crate) ticket: u32,
    pub(crate) next: u32,
    pub(crate) prev: u32,
    /// Next sudog of the same goroutine.
    pub(crate) sibling: u32,
}

/// Who left a queue, as far as the other side needs to know.
#[derive(Clone, Copy)]
struct Waiter {
    g: GRef,
    value: u32,
    ok: u32,
}

/// Offsets in a channel's header.
pub(crate) mod hchan {
    pub(crate) const COUNT: u64 = 0;
    pub(crate) const CAP: u64 = 8;
    pub(crate) const BUF: u64 = 16;
    pub(crate) const ELEM: u64 = 24;
    /// Whether it is closed, and above that bit the bubble in which it was made.
    pub(crate) const CLOSED: u64 = 28;
    pub(crate) const SENDX: u64 = 32;
    pub(crate) const RECVX: u64 = 40;
    pub(crate) const RECVQ: u64 = 48;
    pub(crate) const SENDQ: u64 = 56;
    /// Number of the timer that sends on it, or 0.
    pub(crate) const TIMER: u64 = 64;
    /// Positions of the next send and the next receive, for the race detector alone.
    pub(crate) const POSITIONS: u64 = 72;
    pub(crate) const SIZE: u64 = 80;
}
use hchan::{BUF, CAP, CLOSED, COUNT, ELEM, RECVQ, RECVX, SENDQ, SENDX, TIMER};

/// Something that only the bubble in which a channel was made may do.
#[cold]
fn not_in_bubble(what: &str) -> Trap {
    Trap::Fatal(format!("{what} synctest channel from outside bubble"))
}

/// Where a receive puts what it gets: slots of the current window.
#[derive(Clone, Copy)]
pub(crate) struct Into {
    pub(crate) value: Option<u8>,
    pub(crate) ok: Option<u8>,
}

/// What most operations want to know of a channel, read at once.
struct Header {
    count: u64,
    cap: u64,
    elem: TypeIdx,
    closed: bool,
    bubble: u32,
    /// First and last of the receivers and the senders.
    recvq: u64,
    sendq: u64,
    timer: u64,
}

impl Vm {
    #[inline(always)]
    fn header(&self, ch: u64) -> Res<Header> {
        let bytes: &[u8; hchan::SIZE as usize] = at(self.mem.view(ch), ch)?;
        let word = |off: u64| {
            let bytes = bytes.get(off as usize..).and_then(|b| b.first_chunk());
            bytes.map_or(0, |b| u64::from_le_bytes(*b))
        };
        // The element's type and whether it is closed share a word.
        let both = word(ELEM);
        Ok(Header {
            count: word(COUNT),
            cap: word(CAP),
            elem: TypeIdx(both as u32),
            closed: both >> 32 & 1 != 0,
            bubble: (both >> 33) as u32,
            recvq: word(RECVQ),
            sendq: word(SENDQ),
            timer: word(TIMER),
        })
    }

    fn hword(&self, ch: u64, off: u64) -> Res<u64> {
        at(self.mem.word(ch.wrapping_add(off)), ch)
    }
    fn hword32(&self, ch: u64, off: u64) -> Res<u32> {
        at(self.mem.word32(ch.wrapping_add(off)), ch)
    }

    #[inline(never)]
    pub(crate) fn make_chan(
        &mut self,
        prog: &Program,
        me: GRef,
        ty: TypeIdx,
        cap: u64,
    ) -> Res<u64> {
        let elem = prog.ty(ty).and_then(|t| t.elem).unwrap_or(ty);
        let size = u128::from(self.info(elem).size);
        if (cap as i64) < 0 || u128::from(cap) * size > 1 << 47 {
            return Err(Trap::Plain("makechan: size out of range".into()));
        }
        let buf = self.new_array(elem, size as u64 * cap)?;
        let ch = self
            .heap
            .alloc(&mut self.mem, hchan::SIZE, content::CHAN, false)?;
        self.mem.set_word(ch + CAP, cap);
        self.mem.set_word(ch + BUF, buf);
        self.mem.set_word32(ch + ELEM, elem.0);
        if self.bubble != 0 {
            self.mem.set_word32(ch + CLOSED, self.bubble << 1);
        }
        let mut e = self.event(me.id, EventOp::MakeChan);
        e.object = ch;
        e.aux = cap.min(u64::from(u32::MAX)) as u32;
        self.push(e);
        Ok(ch)
    }

    /// `len` (`off` 0) or `cap` (`off` 8) of a channel; timers' channels show as unbuffered.
    pub(crate) fn chan_len(&self, ch: u64, off: u64) -> Res<u64> {
        if ch == 0 || self.hword(ch, TIMER)? != 0 {
            return Ok(0);
        }
        self.hword(ch, off)
    }

    // ---- queues

    #[inline]
    pub(crate) fn new_sudog(&mut self, s: Sudog) -> u32 {
        if self.free_sudog != 0 {
            let id = self.free_sudog;
            if let Some(old) = self.sudogs.get_mut(id as usize) {
                self.free_sudog = old.next;
                *old = s;
            }
            return id;
        }
        self.sudogs.push(s);
        self.sudogs.len() as u32 - 1
    }

    pub(crate) fn sudog(&self, id: u32) -> Sudog {
        self.sudogs.get(id as usize).copied().unwrap_or_default()
    }

    pub(crate) fn drop_sudog(&mut self, id: u32) {
        if let Some(s) = self.sudogs.get_mut(id as usize) {
            s.next = self.free_sudog;
            self.free_sudog = id;
        }
    }

    /// Appends to the queue whose first and last are the two halves of the word at `q`, which is
    /// `ends`. Inlined so that the entry is built in its place.
    #[inline(always)]
    fn enqueue(&mut self, q: u64, ends: u64, s: Sudog) -> Res<u32> {
        let last = (ends >> 32) as u32;
        let id = self.new_sudog(Sudog {
            prev: last,
            next: 0,
            ..s
        });
        let first = if last == 0 { id } else { ends as u32 };
        if let Some(l) = self.sudogs.get_mut(last as usize)
            && last != 0
        {
            l.next = id;
        }
        at(
            self.mem.set_word(q, u64::from(first) | u64::from(id) << 32),
            q,
        )?;
        Ok(id)
    }

    /// Takes `id` out of the queue at `q`, without freeing it.
    fn unlink(&mut self, q: u64, id: u32) -> Res {
        let ends = at(self.mem.word(q), q)?;
        let (mut first, mut last) = (ends as u32, (ends >> 32) as u32);
        let s = self.sudog(id);
        if s.prev == 0 {
            first = s.next;
        } else if let Some(p) = self.sudogs.get_mut(s.prev as usize) {
            p.next = s.next;
        }
        if s.next == 0 {
            last = s.prev;
        } else if let Some(n) = self.sudogs.get_mut(s.next as usize) {
            n.prev = s.prev;
        }
        at(
            self.mem
                .set_word(q, u64::from(first) | u64::from(last) << 32),
            q,
        )
    }

    /// Takes the first waiter of a channel's queue.
    #[inline(never)]
    fn dequeue(&mut self, ch: u64, queue: u64) -> Res<Option<Waiter>> {
        let ends = self.hword(ch, queue)?;
        self.dequeue_from(ch, queue, ends)
    }

    /// `dequeue` by who has read the queue's ends.
    #[inline(always)]
    fn dequeue_from(&mut self, ch: u64, queue: u64, ends: u64) -> Res<Option<Waiter>> {
        if ends as u32 == 0 {
            return Ok(None);
        }
        self.take_first(ch, queue, ends).map(Some)
    }

    /// Takes the first of a queue that is not empty; a select leaves all its other queues too.
    #[inline(always)]
    fn take_first(&mut self, ch: u64, queue: u64, ends: u64) -> Res<Waiter> {
        let first = ends as u32;
        let s = match self.sudogs.get_mut(first as usize) {
            Some(s) if s.chosen == NO_SLOT => s,
            _ => return self.take_select(first),
        };
        // It has no other entries: its goroutine need not be told.
        let Sudog {
            g, value, ok, next, ..
        } = *s;
        let last = if next == 0 { 0 } else { ends >> 32 << 32 };
        at(self.mem.set_word(ch + queue, u64::from(next) | last), ch)?;
        s.next = self.free_sudog;
        self.free_sudog = first;
        if next != 0
            && let Some(n) = self.sudogs.get_mut(next as usize)
        {
            n.prev = 0;
        }
        Ok(Waiter { g, value, ok })
    }

    #[inline(never)]
    fn take_select(&mut self, id: u32) -> Res<Waiter> {
        let s = self.sudog(id);
        self.leave_queues(s)?;
        let Sudog { g, value, ok, .. } = s;
        Ok(Waiter { g, value, ok })
    }

    /// A select's case was chosen: its goroutine leaves the queues of all cases.
    fn leave_queues(&mut self, s: Sudog) -> Res {
        let mut id = self.g(s.g.slot).map_or(0, |g| g.sudogs);
        while id != 0 {
            let t = self.sudog(id);
            let q = if t.send { SENDQ } else { RECVQ };
            self.unlink(t.object + q, id)?;
            self.drop_sudog(id);
            id = t.sibling;
        }
        if let Some(g) = self.g_mut(s.g.slot) {
            g.set_slot(s.chosen as usize, u64::from(s.case));
            g.sudogs = 0;
        }
        Ok(())
    }

    // ---- previews

    /// The beginning of the value of type `ty` in `w[a..]`, for an event.
    #[inline]
    pub(crate) fn preview(&self, prog: &Program, ty: TypeIdx, w: &[u64], a: usize) -> Preview {
        let word = |k: usize| w.get(a + k).copied().unwrap_or(0);
        // Most values are one word and show as they are; strings and interfaces take two.
        if self.info(ty).slots < 2 && self.recording() {
            return Preview::word(ty.0, word(0));
        }
        self.preview_words(prog, ty, word(0), word(1))
    }

    pub(crate) fn preview_iface(&self, prog: &Program, v: (u64, u64)) -> Preview {
        if !self.recording() {
            return Preview::NONE;
        }
        let Some(ty) = prog.type_at(v.0) else {
            return Preview::NONE;
        };
        if prog.ty(ty).is_some_and(|t| t.pointer_shaped) {
            return Preview::word(ty.0, v.1);
        }
        if self.info(ty).repr == Repr::Indirect {
            return Preview::word(ty.0, v.1);
        }
        let mut w = [0; 256];
        if self.load_value(ty, v.1, &mut w, 0).is_err() {
            return Preview::NONE;
        }
        self.preview_words(prog, ty, w[0], w[1])
    }

    fn preview_words(&self, prog: &Program, ty: TypeIdx, a: u64, b: u64) -> Preview {
        use bytecode::Kind;
        if !self.recording() {
            return Preview::NONE;
        }
        match self.info(ty).kind {
            Kind::String => match self.string(a, b.min(16)) {
                Ok(s) => {
                    let mut p = Preview::text(ty.0, s);
                    if b > 15 {
                        p.bytes[15] = 16;
                    }
                    p
                }
                Err(_) => Preview::NONE,
            },
            Kind::Interface if a != 0 => {
                let Some(inner) = prog.type_at(a) else {
                    return Preview::NONE;
                };
                match self.info(inner).kind {
                    Kind::Interface => Preview::NONE,
                    _ => self.preview_iface(prog, (a, b)),
                }
            }
            _ => {
                let wide = self.info(ty).slots >= 2;
                Preview::words(ty.0, a, if wide { b } else { 0 })
            }
        }
    }

    // ---- operations

    /// Tries to send `w[a..]` on `ch`; false if it would have to wait.
    #[expect(clippy::too_many_arguments, reason = "one operation, all its operands")]
    pub(crate) fn try_send(
        &mut self,
        prog: &Program,
        me: GRef,
        w: &Window,
        a: u8,
        ch: u64,
        case: u32,
        sched: &mut dyn Scheduler,
    ) -> Res<bool> {
        let Header {
            elem,
            count,
            cap,
            closed,
            bubble,
            recvq,
            ..
        } = self.header(ch)?;
        if self.outside(bubble) {
            return Err(not_in_bubble("send on"));
        }
        if closed {
            self.saw_chan(ch, false);
            let mut e = self.event(me.id, EventOp::Send);
            e.object = ch;
            e.outcome = Outcome::Panicked;
            e.aux = case;
            self.push(e);
            return Err(Trap::Plain("send on closed channel".into()));
        }
        let mut partner = 0;
        self.saw_chan(ch, false);
        self.saw_value(elem, w[a as usize]);
        if let Some(s) = self.dequeue_from(ch, RECVQ, recvq)? {
            self.saw_transfer(ch, false, Some(s.g));
            let slots = self.info(elem).slots;
            if let Some(g) = self.g_mut(s.g.slot) {
                if s.value != NO_SLOT {
                    for k in 0..slots {
                        g.set_slot(s.value as usize + usize::from(k), w[slot(a, k)]);
                    }
                }
                if s.ok != NO_SLOT {
                    g.set_slot(s.ok as usize, 1);
                }
            }
            self.wake(s.g, Ready::Next, sched);
            partner = s.g.id;
        } else {
            if count >= cap {
                return Ok(false);
            }
            self.saw_transfer(ch, false, None);
            self.buffer_in(ch, elem, w, a, cap)?;
            self.mem.set_word(ch + COUNT, count + 1);
        }
        let mut e = self.event(me.id, EventOp::Send);
        e.object = ch;
        e.value = self.preview(prog, elem, w, a as usize);
        e.partner = partner;
        e.woke = partner != 0;
        e.aux = case;
        self.push(e);
        Ok(true)
    }

    /// Puts a value at the buffer's tail (the count is the caller's).
    fn buffer_in(&mut self, ch: u64, elem: TypeIdx, w: &Window, a: u8, cap: u64) -> Res {
        let x = self.hword(ch, SENDX)?;
        let buf = self.hword(ch, BUF)?;
        let size = self.info(elem).size;
        self.store_value(elem, buf.wrapping_add(x.wrapping_mul(size)), w, a)?;
        let next = if x + 1 >= cap { 0 } else { x + 1 };
        at(self.mem.set_word(ch + SENDX, next), ch)
    }

    /// Takes the value at the buffer's head into `w[a..]` (the count is the caller's).
    fn buffer_out(
        &mut self,
        ch: u64,
        elem: TypeIdx,
        w: &mut Window,
        a: Option<u8>,
        cap: u64,
    ) -> Res {
        let x = self.hword(ch, RECVX)?;
        let buf = self.hword(ch, BUF)?;
        let size = self.info(elem).size;
        let from = buf.wrapping_add(x.wrapping_mul(size));
        if let Some(a) = a {
            if self.info(elem).repr == Repr::Indirect {
                // The slot of the buffer will be used again.
                let copy = self.new_object(elem)?;
                at(self.mem.copy(copy, from, size), from)?;
                w[a as usize] = copy;
            } else {
                self.load_value(elem, from, w, a)?;
            }
        }
        at(self.mem.zero(from, size), from)?;
        let next = if x + 1 >= cap { 0 } else { x + 1 };
        at(self.mem.set_word(ch + RECVX, next), ch)
    }

    /// Tries to receive from `ch`; false if it would have to wait.
    #[expect(clippy::too_many_arguments, reason = "one operation, all its operands")]
    pub(crate) fn try_recv(
        &mut self,
        prog: &Program,
        me: GRef,
        w: &mut Window,
        into: Into,
        ch: u64,
        case: u32,
        sched: &mut dyn Scheduler,
    ) -> Res<bool> {
        let mut h = self.header(ch)?;
        if self.outside(h.bubble) {
            return Err(not_in_bubble("receive on"));
        }
        if h.timer != 0 {
            self.run_chan_timer(prog, h.timer, sched)?;
            h = self.header(ch)?;
        }
        let Header {
            elem,
            count,
            cap,
            sendq,
            ..
        } = h;
        let mut partner = 0;
        let mut outcome = Outcome::Done;
        let mut value = Preview::NONE;
        if count > 0 {
            self.buffer_out(ch, elem, w, into.value, cap)?;
            match self.dequeue_from(ch, SENDQ, sendq)? {
                // Its value takes the place that just became free.
                Some(s) => {
                    self.saw_transfer(ch, true, Some(s.g));
                    self.refill(ch, elem, s, cap)?;
                    self.wake(s.g, Ready::Next, sched);
                    partner = s.g.id;
                }
                None => {
                    self.saw_transfer(ch, true, None);
                    self.mem.set_word(ch + COUNT, count - 1);
                }
            }
            if let Some(a) = into.value {
                value = self.preview(prog, elem, w, a as usize);
            }
        } else if let Some(s) = self.dequeue_from(ch, SENDQ, sendq)? {
            self.saw_transfer(ch, true, Some(s.g));
            let slots = self.info(elem).slots;
            if let Some(g) = self.g(s.g.slot) {
                let from = s.value as usize;
                value = self.preview(prog, elem, &g.stack, from);
                if let Some(a) = into.value {
                    for k in 0..slots {
                        w[slot(a, k)] = g.stack.get(from + usize::from(k)).copied().unwrap_or(0);
                    }
                }
            }
            self.wake(s.g, Ready::Next, sched);
            partner = s.g.id;
        } else if h.closed {
            outcome = Outcome::Closed;
            self.saw_closed(ch, None);
            if let Some(a) = into.value {
                self.zero_value(elem, w, a)?;
            }
        } else {
            return Ok(false);
        }
        if let Some(o) = into.ok {
            w[o as usize] = u64::from(outcome == Outcome::Done);
        }
        let mut e = self.event(me.id, EventOp::Recv);
        e.object = ch;
        e.value = value;
        e.partner = partner;
        e.woke = partner != 0;
        e.outcome = outcome;
        e.aux = case;
        self.push(e);
        Ok(true)
    }

    /// Puts the value that a parked sender offers at the buffer's tail.
    #[inline(never)]
    fn refill(&mut self, ch: u64, elem: TypeIdx, s: Waiter, cap: u64) -> Res {
        let mut w = [0; 256];
        if let Some(g) = self.g(s.g.slot)
            && let Some(from) = g.stack.get(s.value as usize..)
        {
            for (to, v) in w.iter_mut().zip(from.iter().take(24)) {
                *to = *v;
            }
        }
        self.buffer_in(ch, elem, &w, 0, cap)
    }

    /// The zero value in `w[a..]`.
    pub(crate) fn zero_value(&mut self, ty: TypeIdx, w: &mut Window, a: u8) -> Res {
        let (repr, size, slots) = {
            let t = self.info(ty);
            (t.repr, t.size, t.slots)
        };
        if repr == Repr::Indirect {
            w[a as usize] = self.zero_block(size)?;
        } else {
            for k in 0..slots {
                w[slot(a, k)] = 0;
            }
        }
        Ok(())
    }

    /// Read-only zeros of at least `size` bytes.
    pub(crate) fn zero_block(&mut self, size: u64) -> Res<u64> {
        if self.zeros.1 < size {
            let p = self.new_bytes(size)?;
            self.zeros = (p, size);
        }
        Ok(self.zeros.0)
    }

    fn blocked(&mut self, me: GRef, op: EventOp, ch: u64, reason: WaitReason) -> Trap {
        let mut e = self.event(me.id, op);
        e.object = ch;
        e.outcome = Outcome::Blocked;
        e.reason = reason;
        self.push(e);
        self.park_for(reason, ch)
    }

    pub(crate) fn send(
        &mut self,
        prog: &Program,
        me: GRef,
        w: &mut Window,
        fp: usize,
        i: Instr,
        sched: &mut dyn Scheduler,
    ) -> Res {
        let ch = w[i.b as usize];
        if ch == 0 {
            return Err(self.blocked(me, EventOp::Send, 0, WaitReason::ChanSendNil));
        }
        if self.try_send(prog, me, w, i.a, ch, 0, sched)? {
            return Ok(());
        }
        let Header { elem, sendq, .. } = self.header(ch)?;
        self.enqueue(
            ch + SENDQ,
            sendq,
            Sudog {
                g: me,
                object: ch,
                value: (fp + i.a as usize) as u32,
                ok: NO_SLOT,
                chosen: NO_SLOT,
                send: true,
                ..Sudog::default()
            },
        )?;
        let mut e = self.event(me.id, EventOp::Send);
        e.object = ch;
        e.value = self.preview(prog, elem, w, i.a as usize);
        e.outcome = Outcome::Blocked;
        e.reason = WaitReason::ChanSend;
        self.push(e);
        Err(self.park_for(WaitReason::ChanSend, ch))
    }

    pub(crate) fn recv(
        &mut self,
        prog: &Program,
        me: GRef,
        w: &mut Window,
        fp: usize,
        i: Instr,
        sched: &mut dyn Scheduler,
    ) -> Res {
        let ch = w[i.b as usize];
        if ch == 0 {
            return Err(self.blocked(me, EventOp::Recv, 0, WaitReason::ChanReceiveNil));
        }
        let ok = if i.c == 1 {
            let elem = TypeIdx(self.hword32(ch, ELEM)?);
            Some(i.a.wrapping_add(self.info(elem).slots))
        } else {
            None
        };
        let into = Into {
            value: (i.c != 2).then_some(i.a),
            ok,
        };
        if self.try_recv(prog, me, w, into, ch, 0, sched)? {
            return Ok(());
        }
        let abs = |s: Option<u8>| s.map_or(NO_SLOT, |s| (fp + s as usize) as u32);
        let ends = self.hword(ch, RECVQ)?;
        self.enqueue(
            ch + RECVQ,
            ends,
            Sudog {
                g: me,
                object: ch,
                value: abs(into.value),
                ok: abs(into.ok),
                chosen: NO_SLOT,
                ..Sudog::default()
            },
        )?;
        Err(self.blocked(me, EventOp::Recv, ch, WaitReason::ChanReceive))
    }

    #[inline(never)]
    pub(crate) fn close(
        &mut self,
        prog: &Program,
        me: GRef,
        ch: u64,
        sched: &mut dyn Scheduler,
    ) -> Res {
        let state = if ch == 0 {
            0
        } else {
            self.hword32(ch, CLOSED)?
        };
        if self.outside(state >> 1) {
            return Err(not_in_bubble("close of"));
        }
        let closed = state & 1 != 0;
        if ch == 0 || closed {
            if closed {
                self.saw_chan(ch, true);
            }
            let mut e = self.event(me.id, EventOp::Close);
            e.object = ch;
            e.outcome = Outcome::Panicked;
            self.push(e);
            let what = if closed { "closed" } else { "nil" };
            return Err(Trap::Plain(format!("close of {what} channel")));
        }
        self.saw_close(ch);
        let elem = TypeIdx(self.hword32(ch, ELEM)?);
        let mut zero = [0; 256];
        self.zero_value(elem, &mut zero, 0)?;
        let slots = usize::from(self.info(elem).slots);
        self.mem.set_word32(ch + CLOSED, state | 1);
        let mut woken = Vec::new();
        while let Some(s) = self.dequeue(ch, RECVQ)? {
            self.saw_closed(ch, Some(s.g));
            if let Some(g) = self.g_mut(s.g.slot) {
                if s.value != NO_SLOT {
                    for (k, v) in zero.iter().take(slots).enumerate() {
                        g.set_slot(s.value as usize + k, *v);
                    }
                }
                if s.ok != NO_SLOT {
                    g.set_slot(s.ok as usize, 0);
                }
            }
            woken.push(s.g);
        }
        while let Some(s) = self.dequeue(ch, SENDQ)? {
            if let Some(g) = self.g_mut(s.g.slot) {
                g.resume = Resume::SendOnClosed;
            }
            woken.push(s.g);
        }
        let _ = prog;
        let mut e = self.event(me.id, EventOp::Close);
        e.object = ch;
        e.partner = woken.last().map_or(0, |g| g.id);
        e.woke = e.partner != 0;
        self.push(e);
        for (k, g) in woken.iter().rev().enumerate() {
            if k > 0 {
                self.woke_too(me, *g, ch);
            }
            self.wake(*g, Ready::Next, sched);
        }
        Ok(())
    }

    /// The event for a further goroutine that the last one made runnable.
    pub(crate) fn woke_too(&mut self, me: GRef, g: GRef, object: u64) {
        let mut e = self.event(me.id, EventOp::Wake);
        e.object = object;
        e.partner = g.id;
        e.woke = true;
        self.push(e);
    }

    /// Whether a case could go on at once, of a select that is called `what`. Runs the channel's
    /// timer if it is due.
    #[inline]
    pub(crate) fn case_ready(
        &mut self,
        prog: &Program,
        ch: u64,
        send: bool,
        what: &'static str,
        sched: &mut dyn Scheduler,
    ) -> Res<bool> {
        let mut h = self.header(ch)?;
        if self.outside(h.bubble) {
            return Err(not_in_bubble(what));
        }
        if h.closed {
            return Ok(true);
        }
        if send {
            return Ok(h.recvq as u32 != 0 || h.count < h.cap);
        }
        if h.timer != 0 {
            self.run_chan_timer(prog, h.timer, sched)?;
            h = self.header(ch)?;
        }
        Ok(h.count > 0 || h.sendq as u32 != 0)
    }

    /// Queues a select's case.
    pub(crate) fn enqueue_case(&mut self, s: Sudog) -> Res<u32> {
        let q = if s.send { SENDQ } else { RECVQ };
        let q = s.object + q;
        let ends = at(self.mem.word(q), q)?;
        self.enqueue(q, ends, s)
    }

    /// Sends from the machine (timers): to a waiting receiver or into the buffer, or not at all.
    pub(crate) fn offer(
        &mut self,
        ch: u64,
        value: &[u64; 3],
        timer: u64,
        sched: &mut dyn Scheduler,
    ) -> Res<Option<GRef>> {
        let elem = TypeIdx(self.hword32(ch, ELEM)?);
        let mut w = [0; 256];
        for (to, v) in w.iter_mut().zip(value) {
            *to = *v;
        }
        if let Some(s) = self.dequeue(ch, RECVQ)? {
            self.saw_offer(ch, timer, Some(s.g));
            let slots = usize::from(self.info(elem).slots);
            if let Some(g) = self.g_mut(s.g.slot) {
                if s.value != NO_SLOT {
                    for (k, v) in w.iter().take(slots).enumerate() {
                        g.set_slot(s.value as usize + k, *v);
                    }
                }
                if s.ok != NO_SLOT {
                    g.set_slot(s.ok as usize, 1);
                }
            }
            self.wake(s.g, Ready::Next, sched);
            return Ok(Some(s.g));
        }
        let (count, cap) = (self.hword(ch, COUNT)?, self.hword(ch, CAP)?);
        if count < cap {
            self.saw_offer(ch, timer, None);
            self.buffer_in(ch, elem, &w, 0, cap)?;
            self.mem.set_word(ch + COUNT, count + 1);
        }
        Ok(None)
    }

    /// Empties a timer's channel; whether there was a value.
    pub(crate) fn drain(&mut self, ch: u64) -> Res<bool> {
        let had = self.hword(ch, COUNT)? > 0;
        self.mem.set_word(ch + COUNT, 0);
        self.mem.set_word(ch + SENDX, 0);
        self.mem.set_word(ch + RECVX, 0);
        self.mem.set_word(ch + hchan::POSITIONS, 0);
        Ok(had)
    }
}
