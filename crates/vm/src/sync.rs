//! Mutexes, read-write mutexes, wait groups and conditions on the state words in Go's memory.
//!
//! The bits mean what they mean in Go's own implementation, so that copying a lock copies its
//! state; the word that is a semaphore there holds the owner's number here. Queues are lists of
//! `Sudog`s by address.

use crate::chan::{NO_SLOT, Sudog};
use crate::event::{EventOp, Outcome};
use crate::g::{G, Resume};
use crate::scheduler::{GRef, Ready, Scheduler};
use crate::trap::{Res, Trap, at};
use crate::vm::Vm;
use crate::wait::WaitReason;

/// First and last of a list of sudogs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Queue {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

const LOCKED: u32 = 1;
const WOKEN: u32 = 2;
const STARVING: u32 = 4;
const WAITER: u32 = 8;
/// A waiter this old (virtual ns) makes the mutex starve.
const STARVE_NS: u64 = 1_000_000;
/// What a pending writer takes from the reader count.
const RW_MAX: i32 = 1 << 30;

/// Offsets in sync.RWMutex.
const WRITER_SEM: u64 = 8;
const READER_SEM: u64 = 12;
const READER_COUNT: u64 = 16;
const READER_WAIT: u64 = 20;

/// Offsets in sync.Cond.
const TICKETS: u64 = 16;
const NOTIFY: u64 = 20;

impl Queue {
    fn packed(self) -> u64 {
        u64::from(self.first) | u64::from(self.last) << 32
    }
}

impl Vm {
    // ---- queues by address

    fn queue(&self, key: u64) -> Queue {
        let packed = self.semas.get(&key).copied().unwrap_or(0);
        Queue {
            first: packed as u32,
            last: (packed >> 32) as u32,
        }
    }

    fn sema_push(&mut self, key: u64, g: GRef, front: bool, ticket: u32) {
        let mut q = self.queue(key);
        let id = self.new_sudog(Sudog {
            g,
            object: key,
            value: NO_SLOT,
            ok: NO_SLOT,
            chosen: NO_SLOT,
            ticket,
            prev: if front { 0 } else { q.last },
            next: if front { q.first } else { 0 },
            ..Sudog::default()
        });
        let other = if front { q.first } else { q.last };
        if other != 0
            && let Some(s) = self.sudogs.get_mut(other as usize)
        {
            if front {
                s.prev = id;
            } else {
                s.next = id;
            }
        }
        if front || q.first == 0 {
            q.first = id;
        }
        if !front || q.last == 0 {
            q.last = id;
        }
        self.semas.insert(key, q.packed());
    }

    fn sema_remove(&mut self, key: u64, id: u32) -> Sudog {
        let s = self.sudog(id);
        let mut q = self.queue(key);
        if s.prev == 0 {
            q.first = s.next;
        } else if let Some(p) = self.sudogs.get_mut(s.prev as usize) {
            p.next = s.next;
        }
        if s.next == 0 {
            q.last = s.prev;
        } else if let Some(n) = self.sudogs.get_mut(s.next as usize) {
            n.prev = s.prev;
        }
        if q.first == 0 {
            self.semas.remove(&key);
        } else {
            self.semas.insert(key, q.packed());
        }
        self.drop_sudog(id);
        s
    }

    fn sema_pop(&mut self, key: u64) -> Option<GRef> {
        let first = self.queue(key).first;
        (first != 0).then(|| self.sema_remove(key, first).g)
    }

    /// Sudogs that wait at `key`, first first.
    pub(crate) fn sema_waiters(&self, key: u64) -> Vec<Sudog> {
        let mut out = Vec::new();
        let mut id = self.queue(key).first;
        while id != 0 && out.len() <= self.sudogs.len() {
            let s = self.sudog(id);
            out.push(s);
            id = s.next;
        }
        out
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of an event")]
    fn note(
        &mut self,
        me: GRef,
        op: EventOp,
        object: u64,
        outcome: Outcome,
        reason: WaitReason,
        partner: u32,
        woke: bool,
    ) {
        let mut e = self.event(me.id, op);
        e.object = object;
        e.outcome = outcome;
        e.reason = reason;
        e.partner = partner;
        e.woke = woke;
        self.push(e);
    }

    fn done(&mut self, me: GRef, op: EventOp, object: u64) {
        self.note(me, op, object, Outcome::Done, WaitReason::None, 0, false);
    }

    // ---- Mutex

    /// Takes the mutex at `m`; false if `g` has been queued and must park.
    #[inline]
    fn mutex_take(&mut self, g: &mut G, m: u64) -> Res<bool> {
        // Mostly it is free. State and owner are neighbours: one word.
        if g.resume == Resume::Normal
            && let Some(both) = self.mem.word(m)
            && both as u32 == 0
        {
            at(
                self.mem
                    .set_word(m, u64::from(LOCKED) | u64::from(g.me.id) << 32),
                m,
            )?;
            g.mutex_since = 0;
            return Ok(true);
        }
        self.mutex_compete(g, m)
    }

    #[inline(never)]
    fn mutex_compete(&mut self, g: &mut G, m: u64) -> Res<bool> {
        let mut state = at(self.mem.word32(m), m)?;
        let id = g.me.id;
        let resumed = g.resume;
        g.resume = Resume::Normal;
        if resumed == Resume::Owner {
            // Ownership was handed over; the state still says so to everybody else.
            let starving = self.now().saturating_sub(g.mutex_since) > STARVE_NS;
            g.mutex_since = 0;
            state = state.wrapping_sub(WAITER) | LOCKED;
            if !starving || state / WAITER == 0 {
                state &= !STARVING;
            }
            self.mem.set_word32(m, state);
            self.mem.set_word32(m + 4, id);
            return Ok(true);
        }
        if state == 0 {
            at(self.mem.set_word32(m, LOCKED), m)?;
            self.mem.set_word32(m + 4, id);
            g.mutex_since = 0;
            return Ok(true);
        }
        let awoke = resumed == Resume::Compete;
        let starving = awoke && self.now().saturating_sub(g.mutex_since) > STARVE_NS;
        let mut new = state;
        if state & STARVING == 0 {
            new |= LOCKED;
        }
        if state & (LOCKED | STARVING) != 0 {
            new = new.wrapping_add(WAITER);
        }
        if starving && state & LOCKED != 0 {
            new |= STARVING;
        }
        if awoke {
            new &= !WOKEN;
        }
        at(self.mem.set_word32(m, new), m)?;
        if state & (LOCKED | STARVING) == 0 {
            self.mem.set_word32(m + 4, id);
            g.mutex_since = 0;
            return Ok(true);
        }
        let again = g.mutex_since != 0;
        if !again {
            g.mutex_since = self.now();
        }
        self.sema_push(m, g.me, again, 0);
        Ok(false)
    }

    pub(crate) fn mutex_lock(&mut self, g: &mut G, m: u64) -> Res {
        if self.mutex_take(g, m)? {
            self.saw_lock(m);
            self.done(g.me, EventOp::Lock, m);
            return Ok(());
        }
        let owner = self.mem.word32(m + 4).unwrap_or(0);
        let reason = WaitReason::MutexLock;
        self.note(
            g.me,
            EventOp::Lock,
            m,
            Outcome::Blocked,
            reason,
            owner,
            false,
        );
        // Woken, it executes the Lock again and competes.
        g.pc -= 1;
        Err(self.park_for(reason, m))
    }

    pub(crate) fn mutex_try(&mut self, g: &mut G, m: u64) -> Res<bool> {
        let state = at(self.mem.word32(m), m)?;
        let free = state & (LOCKED | STARVING) == 0;
        if free {
            at(self.mem.set_word32(m, state | LOCKED), m)?;
            self.mem.set_word32(m + 4, g.me.id);
            self.saw_lock(m);
        }
        let owner = if free {
            0
        } else {
            self.mem.word32(m + 4).unwrap_or(0)
        };
        let outcome = if free {
            Outcome::Done
        } else {
            Outcome::NotReady
        };
        self.note(
            g.me,
            EventOp::TryLock,
            m,
            outcome,
            WaitReason::None,
            owner,
            false,
        );
        Ok(free)
    }

    /// Frees the mutex; `Some` if the unlocker has to yield after a hand-off.
    #[inline]
    fn mutex_free(&mut self, m: u64, sched: &mut dyn Scheduler) -> Res<(u32, bool)> {
        if let Some(both) = self.mem.word(m)
            && both as u32 == LOCKED
        {
            // Nobody waits.
            self.saw_unlock(m);
            at(self.mem.set_word(m, 0), m)?;
            return Ok((0, false));
        }
        self.mutex_pass_on(m, sched)
    }

    #[inline(never)]
    fn mutex_pass_on(&mut self, m: u64, sched: &mut dyn Scheduler) -> Res<(u32, bool)> {
        let state = at(self.mem.word32(m), m)?;
        if state & LOCKED == 0 {
            // Others find it like that until the run ends.
            at(self.mem.set_word32(m, state.wrapping_sub(LOCKED)), m)?;
            return Err(Trap::Fatal("sync: unlock of unlocked mutex".into()));
        }
        self.saw_unlock(m);
        let new = state - LOCKED;
        at(self.mem.set_word32(m, new), m)?;
        self.mem.set_word32(m + 4, 0);
        if new == 0 {
            return Ok((0, false));
        }
        if new & STARVING == 0 {
            if new / WAITER == 0 || new & (LOCKED | WOKEN | STARVING) != 0 {
                return Ok((0, false));
            }
            self.mem.set_word32(m, new.wrapping_sub(WAITER) | WOKEN);
            let Some(next) = self.sema_pop(m) else {
                return Ok((0, false));
            };
            if let Some(g) = self.g_mut(next.slot) {
                g.resume = Resume::Compete;
            }
            self.wake(next, Ready::Next, sched);
            return Ok((next.id, false));
        }
        let Some(next) = self.sema_pop(m) else {
            return Ok((0, false));
        };
        if let Some(g) = self.g_mut(next.slot) {
            g.resume = Resume::Owner;
        }
        self.wake(next, Ready::Next, sched);
        Ok((next.id, true))
    }

    pub(crate) fn mutex_unlock(&mut self, g: &mut G, m: u64, sched: &mut dyn Scheduler) -> Res {
        let (woken, handoff) = self.mutex_free(m, sched)?;
        self.note(
            g.me,
            EventOp::Unlock,
            m,
            Outcome::Done,
            WaitReason::None,
            woken,
            woken != 0,
        );
        if handoff {
            return Err(Trap::Yield(Ready::Tail));
        }
        Ok(())
    }

    // ---- RWMutex

    fn i32_at(&self, addr: u64) -> Res<i32> {
        Ok(at(self.mem.word32(addr), addr)? as i32)
    }
    fn set_i32(&mut self, addr: u64, v: i32) -> Res {
        at(self.mem.set_word32(addr, v as u32), addr)
    }

    fn reader_add(&mut self, rw: u64, id: u32) {
        self.readers.push((rw, id));
    }
    fn reader_remove(&mut self, rw: u64, id: u32) {
        let readers = &self.readers;
        let mine = readers.iter().position(|r| *r == (rw, id));
        // Any goroutine may unlock; then some reader's entry goes.
        if let Some(at) = mine.or_else(|| readers.iter().position(|r| r.0 == rw)) {
            self.readers.remove(at);
        }
    }

    pub(crate) fn rw_rlock(&mut self, g: &mut G, rw: u64) -> Res {
        let n = self.i32_at(rw + READER_COUNT)?.wrapping_add(1);
        self.set_i32(rw + READER_COUNT, n)?;
        if n < 0 {
            let owner = self.mem.word32(rw + 4).unwrap_or(0);
            let reason = WaitReason::RwRLock;
            self.sema_push(rw + READER_SEM, g.me, false, 0);
            self.note(
                g.me,
                EventOp::RLock,
                rw,
                Outcome::Blocked,
                reason,
                owner,
                false,
            );
            return Err(self.park_for(reason, rw));
        }
        self.reader_add(rw, g.me.id);
        self.saw_rlock(rw);
        self.done(g.me, EventOp::RLock, rw);
        Ok(())
    }

    pub(crate) fn rw_try_rlock(&mut self, g: &mut G, rw: u64) -> Res<bool> {
        let n = self.i32_at(rw + READER_COUNT)?;
        let ok = n >= 0;
        if ok {
            self.set_i32(rw + READER_COUNT, n.wrapping_add(1))?;
            self.reader_add(rw, g.me.id);
            self.saw_rlock(rw);
        }
        let outcome = if ok { Outcome::Done } else { Outcome::NotReady };
        self.note(
            g.me,
            EventOp::TryRLock,
            rw,
            outcome,
            WaitReason::None,
            0,
            false,
        );
        Ok(ok)
    }

    pub(crate) fn rw_runlock(&mut self, g: &mut G, rw: u64, sched: &mut dyn Scheduler) -> Res {
        let n = self.i32_at(rw + READER_COUNT)?.wrapping_sub(1);
        self.set_i32(rw + READER_COUNT, n)?;
        let mut woken = None;
        if n < 0 {
            if n == -1 || n == -RW_MAX - 1 {
                return Err(Trap::Fatal("sync: RUnlock of unlocked RWMutex".into()));
            }
            let wait = self.i32_at(rw + READER_WAIT)?.wrapping_sub(1);
            self.set_i32(rw + READER_WAIT, wait)?;
            if wait == 0 {
                woken = self.sema_pop(rw + WRITER_SEM);
            }
        }
        self.reader_remove(rw, g.me.id);
        self.saw_runlock(rw);
        if let Some(writer) = woken {
            self.saw_lock_of(writer, rw);
        }
        let id = woken.map_or(0, |w| w.id);
        self.note(
            g.me,
            EventOp::RUnlock,
            rw,
            Outcome::Done,
            WaitReason::None,
            id,
            id != 0,
        );
        if let Some(w) = woken {
            self.wake(w, Ready::Next, sched);
        }
        Ok(())
    }

    pub(crate) fn rw_lock(&mut self, g: &mut G, rw: u64) -> Res {
        let reason = WaitReason::RwLock;
        let announce = g.resume == Resume::Announce;
        if announce {
            g.resume = Resume::Normal;
        } else if !self.mutex_take(g, rw)? {
            let owner = self.mem.word32(rw + 4).unwrap_or(0);
            self.note(
                g.me,
                EventOp::Lock,
                rw,
                Outcome::Blocked,
                reason,
                owner,
                false,
            );
            g.pc -= 1;
            // As in Go, waiting for the inner mutex shows as such.
            return Err(self.park_for(WaitReason::MutexLock, rw));
        }
        if self.steered && !announce {
            // Readers may come between.
            g.resume = Resume::Announce;
            g.pc -= 1;
            return Err(Trap::Again);
        }
        let readers = self.i32_at(rw + READER_COUNT)?;
        self.set_i32(rw + READER_COUNT, readers.wrapping_sub(RW_MAX))?;
        if readers != 0 {
            let wait = self.i32_at(rw + READER_WAIT)?.wrapping_add(readers);
            self.set_i32(rw + READER_WAIT, wait)?;
            if wait != 0 {
                let holder = self.readers.iter().find(|r| r.0 == rw).map_or(0, |r| r.1);
                self.sema_push(rw + WRITER_SEM, g.me, false, 0);
                self.note(
                    g.me,
                    EventOp::Lock,
                    rw,
                    Outcome::Blocked,
                    reason,
                    holder,
                    false,
                );
                return Err(self.park_for(reason, rw));
            }
        }
        self.saw_lock(rw);
        self.done(g.me, EventOp::Lock, rw);
        Ok(())
    }

    pub(crate) fn rw_try_lock(&mut self, g: &mut G, rw: u64) -> Res<bool> {
        let state = at(self.mem.word32(rw), rw)?;
        let readers = self.i32_at(rw + READER_COUNT)?;
        let ok = state & (LOCKED | STARVING) == 0 && readers == 0;
        if ok {
            at(self.mem.set_word32(rw, state | LOCKED), rw)?;
            self.mem.set_word32(rw + 4, g.me.id);
            self.set_i32(rw + READER_COUNT, -RW_MAX)?;
            self.saw_lock(rw);
        }
        let outcome = if ok { Outcome::Done } else { Outcome::NotReady };
        self.note(
            g.me,
            EventOp::TryLock,
            rw,
            outcome,
            WaitReason::None,
            0,
            false,
        );
        Ok(ok)
    }

    pub(crate) fn rw_unlock(&mut self, g: &mut G, rw: u64, sched: &mut dyn Scheduler) -> Res {
        let n = self.i32_at(rw + READER_COUNT)?.wrapping_add(RW_MAX);
        self.set_i32(rw + READER_COUNT, n)?;
        if n >= RW_MAX {
            return Err(Trap::Fatal("sync: Unlock of unlocked RWMutex".into()));
        }
        let mut woken = Vec::new();
        // The counter of a lock that was broken says anything.
        while (woken.len() as i32) < n
            && let Some(r) = self.sema_pop(rw + READER_SEM)
        {
            self.reader_add(rw, r.id);
            woken.push(r);
        }
        for r in &woken {
            self.wake(*r, Ready::Next, sched);
        }
        let (next, handoff) = self.mutex_free(rw, sched)?;
        for r in &woken {
            self.saw_rlock_of(*r, rw);
        }
        let first = woken.first().map_or(next, |r| r.id);
        self.note(
            g.me,
            EventOp::Unlock,
            rw,
            Outcome::Done,
            WaitReason::None,
            first,
            first != 0,
        );
        for r in woken.iter().skip(1) {
            self.woke_too(g.me, *r, rw);
        }
        if !woken.is_empty() && next != 0 {
            self.woke_too(g.me, GRef { slot: 0, id: next }, rw);
        }
        if handoff {
            return Err(Trap::Yield(Ready::Tail));
        }
        Ok(())
    }

    // ---- WaitGroup: counter in the high half of the word, waiters in the low one

    pub(crate) fn wg_add(
        &mut self,
        g: &mut G,
        wg: u64,
        delta: i64,
        op: EventOp,
        sched: &mut dyn Scheduler,
    ) -> Res {
        if self.last_bubble != 0 {
            self.wg_in_bubble(wg)?;
        }
        let state = at(self.mem.word(wg), wg)?.wrapping_add((delta as u64) << 32);
        at(self.mem.set_word(wg, state), wg)?;
        let counter = (state >> 32) as i32;
        let waiters = state as u32;
        self.saw_wg_add(wg, delta, i64::from(counter) == delta);
        if counter < 0 {
            return Err(Trap::Text("sync: negative WaitGroup counter"));
        }
        if waiters != 0 && delta > 0 && i64::from(counter) == delta {
            return Err(Trap::Text(
                "sync: WaitGroup misuse: Add called concurrently with Wait",
            ));
        }
        let mut next = None;
        if counter == 0 && waiters > 0 {
            self.mem.set_word(wg, 0);
            self.wg_leaves_bubble(wg);
            next = self.sema_pop(wg);
        }
        let mut e = self.event(g.me.id, op);
        e.object = wg;
        e.aux = counter as u32;
        e.partner = next.map_or(0, |w| w.id);
        e.woke = e.partner != 0;
        self.push(e);
        let mut others = false;
        while let Some(w) = next {
            if others {
                self.woke_too(g.me, w, wg);
            }
            self.saw_wg_wait(Some(w), wg);
            if let Some(g) = self.g_mut(w.slot) {
                g.resume = Resume::WaitGroup(wg);
            }
            self.wake(w, Ready::Next, sched);
            next = self.sema_pop(wg);
            others = true;
        }
        Ok(())
    }

    pub(crate) fn wg_wait(&mut self, g: &mut G, wg: u64) -> Res {
        let state = at(self.mem.word(wg), wg)?;
        if state >> 32 == 0 {
            if state as u32 == 0 {
                self.wg_leaves_bubble(wg);
            }
            self.saw_wg_wait(None, wg);
            self.done(g.me, EventOp::WgWait, wg);
            return Ok(());
        }
        at(self.mem.set_word(wg, state.wrapping_add(1)), wg)?;
        self.saw_wg_waits(wg, state as u32 == 0);
        self.sema_push(wg, g.me, false, 0);
        let reason = WaitReason::WaitGroupWait;
        let mut e = self.event(g.me.id, EventOp::WgWait);
        e.object = wg;
        e.outcome = Outcome::Blocked;
        e.reason = reason;
        e.aux = (state >> 32) as u32;
        self.push(e);
        Err(self.park_for(reason, wg))
    }

    // ---- Cond

    pub(crate) fn cond_add(&mut self, c: u64) -> Res<u64> {
        let t = at(self.mem.word32(c + TICKETS), c)?;
        at(self.mem.set_word32(c + TICKETS, t.wrapping_add(1)), c)?;
        Ok(u64::from(t))
    }

    pub(crate) fn cond_wait(&mut self, g: &mut G, c: u64, ticket: u32) -> Res {
        let notified = at(self.mem.word32(c + NOTIFY), c)?;
        if (ticket.wrapping_sub(notified) as i32) < 0 {
            self.done(g.me, EventOp::CondWait, c);
            return Ok(());
        }
        self.sema_push(c, g.me, false, ticket);
        let reason = WaitReason::CondWait;
        self.note(
            g.me,
            EventOp::CondWait,
            c,
            Outcome::Blocked,
            reason,
            0,
            false,
        );
        Err(self.park_for(reason, c))
    }

    pub(crate) fn cond_signal(&mut self, g: &mut G, c: u64, sched: &mut dyn Scheduler) -> Res {
        let tickets = at(self.mem.word32(c + TICKETS), c)?;
        let next = at(self.mem.word32(c + NOTIFY), c)?;
        let mut woken = None;
        if tickets != next {
            at(self.mem.set_word32(c + NOTIFY, next.wrapping_add(1)), c)?;
            let mut id = self.queue(c).first;
            while id != 0 {
                let s = self.sudog(id);
                if s.ticket == next {
                    woken = Some(self.sema_remove(c, id).g);
                    break;
                }
                id = s.next;
            }
        }
        if let Some(w) = woken {
            self.may_notify(w)?;
            self.saw_notify(w, c);
        }
        let id = woken.map_or(0, |w| w.id);
        self.note(
            g.me,
            EventOp::CondSignal,
            c,
            Outcome::Done,
            WaitReason::None,
            id,
            id != 0,
        );
        if let Some(w) = woken {
            self.wake(w, Ready::Next, sched);
        }
        Ok(())
    }

    pub(crate) fn cond_broadcast(&mut self, g: &mut G, c: u64, sched: &mut dyn Scheduler) -> Res {
        let tickets = at(self.mem.word32(c + TICKETS), c)?;
        at(self.mem.set_word32(c + NOTIFY, tickets), c)?;
        let mut woken = Vec::new();
        while let Some(w) = self.sema_pop(c) {
            self.may_notify(w)?;
            self.saw_notify(w, c);
            woken.push(w);
        }
        let id = woken.first().map_or(0, |w| w.id);
        self.note(
            g.me,
            EventOp::CondBroadcast,
            c,
            Outcome::Done,
            WaitReason::None,
            id,
            id != 0,
        );
        for (k, w) in woken.iter().enumerate() {
            if k > 0 {
                self.woke_too(g.me, *w, c);
            }
            self.wake(*w, Ready::Next, sched);
        }
        Ok(())
    }
}
