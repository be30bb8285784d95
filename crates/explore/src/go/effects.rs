//! What an operation touches, what completes it and whom it releases, in terms of the search: the
//! dependency relation for Go's operations.
//!
//! The relation `ticket`: sends on a channel are ordered among each other, and so are receives,
//! but a send and a receive commute, since the state after both is the same function of the two
//! sequences. `close`, `len` and `select` can tell the difference and touch both sides. Lock and
//! Unlock commute likewise (a Lock arrives, and completes when it is its turn), as do Done and
//! Wait. A `Once` is one object: whoever calls Do first writes it, the others read it, and what ends
//! it is no operation on it, since before and after it they come out the same. A `Pool` is one object
//! that Get and Put write; so is a `Map`, which operations read that do not change what it holds.
//! The relation `plain`: all operations on one object, but for two reads.

use std::sync::Arc;

use vm::{Event, EventOp, NextOp, Outcome, TIMER_BIT};

use crate::access::{Access, Mode, Object};
use crate::go::setup::Relation;
use crate::go::shadow::{Add, take_first};
use crate::go::state::Standing;
use crate::go::subject::Subject;
use crate::ids::EventId;
use crate::machine::Step;

// Parts of channels: senders and receivers.
const SENDS: u32 = 0;
pub(crate) const RECVS: u32 = 1;
// Parts of locks: who takes it, who gives it back; between them, for RWMutexes, the announcement.
const TAKE: u32 = 0;
pub(crate) const GIVE: u32 = 1;
const ANNOUNCE: u32 = 2;
/// What prints touch, and what ends the run.
pub(crate) const STDOUT: Access = Access {
    object: Object { id: 1, part: OUT },
    mode: Mode::Write,
};
pub(crate) const OUT: u32 = 4;
/// How many goroutines there are.
const COUNT: u64 = 3;
// Parts of wait groups.
pub(crate) const ADDS: u32 = 3;
pub(crate) const DONES: u32 = 1;

/// An operation that is about to be executed.
pub(crate) struct Effect {
    place: usize,
    me: EventId,
    op: NextOp,
    /// Number of events before it.
    events: u64,
    rare: Option<Box<Rare>>,
    /// A `Once` of which nobody has called `Do` yet.
    first: bool,
    /// An addition whose sum nobody looks at.
    pub(crate) blind: bool,
}

/// What few operations need.
enum Rare {
    /// Channels of a select.
    Cases(Vec<u64>),
    /// Memory that a plain access touches: address, length, whether it writes.
    Memory(u64, u64, bool),
}

impl Effect {
    pub(crate) fn before(s: &Subject, place: usize, me: EventId, op: NextOp) -> Effect {
        let mut effect = Effect {
            place,
            me,
            op,
            events: s.vm.event_count(),
            rare: None,
            first: false,
            blind: false,
        };
        match op {
            NextOp::Select => {
                let mut all = Vec::new();
                if let Some(g) = s.goroutine(place) {
                    s.vm.select_cases(g, &mut all);
                }
                let cases = all.iter().map(|c| c.1);
                effect.rare = Some(Box::new(Rare::Cases(cases.collect())));
            }
            NextOp::Break(_) => {
                if let Some(g) = s.goroutine(place) {
                    let memory = s.vm.access_of(g);
                    effect.rare = memory.map(|(a, n, w)| Box::new(Rare::Memory(a, n, w)));
                }
            }
            NextOp::AtomicRmw(_) if s.commutes() => {
                if let Some(g) = s.goroutine(place) {
                    effect.blind = s.vm.adds_blindly(g);
                }
            }
            NextOp::OnceDo(o) => effect.first = s.vm.once_is_new(o),
            _ => {}
        }
        effect
    }

    fn cases(&self) -> &[u64] {
        match self.rare.as_deref() {
            Some(Rare::Cases(all)) => all,
            _ => &[],
        }
    }

    /// The machine has executed it: says what it did.
    pub(crate) fn after(&self, s: &mut Subject, out: &mut Step) {
        out.fixed = self.fixed(s);
        out.labels = s.steer.labels.max(1);
        self.does(s, out);
        if s.has_quiet() {
            s.meet(self.me.process, self.op, &out.accesses, false);
        }
    }

    /// The same of a quiet operation: what it joins stands behind its name, and nothing that it
    /// touches is told.
    pub(crate) fn after_quietly(&self, s: &mut Subject, out: &mut Step) {
        let by = self.me.process;
        let (joins, accesses) = (out.joins.len(), out.accesses.len());
        self.does(s, out);
        let joined = out.joins.drain(joins..);
        out.wakes.extend(joined.map(|e| (by, e)));
        let touched = out.accesses.get(accesses..).unwrap_or(&[]);
        if !touched.is_empty() {
            s.meet(by, self.op, touched, true);
            out.accesses.truncate(accesses);
        }
    }

    fn is_quiet(&self) -> bool {
        self.me.as_quiet().is_some()
    }

    fn does(&self, s: &mut Subject, out: &mut Step) {
        let parked = matches!(
            s.proc(self.place).map(|p| p.standing),
            Some(Standing::Parked(op)) if op == self.op
        );
        // Of the others nothing can be told that is not known already.
        let event = match self.op {
            NextOp::Lock(_)
            | NextOp::Unlock(_)
            | NextOp::WgAdd(..)
            | NextOp::WgWait(_)
            | NextOp::WgReturn(_)
            | NextOp::AtomicLoad(_)
            | NextOp::AtomicStore(_)
            | NextOp::AtomicRmw(_)
            | NextOp::Print
            | NextOp::Start
            | NextOp::Leave
            | NextOp::Count
            | NextOp::End => None,
            NextOp::Send(c) | NextOp::Recv(c) if !s.is_closed(c) => None,
            _ => self.event(s),
        };
        match self.op {
            NextOp::Send(c) => {
                chan(s, c, true, false, out);
                self.send(s, c, parked, event, out);
            }
            NextOp::Recv(c) => {
                // Who receives quietly is the only one, and need not say so again.
                if !self.is_quiet() || s.state.shadow.chan(c).tells(self.me.process) {
                    chan(s, c, false, true, out);
                }
                self.recv(s, c, parked, event, out);
            }
            NextOp::Close(c) => self.close(s, c, event, out),
            NextOp::Select => self.select(s, parked, event, out),
            NextOp::Len(c) => {
                s.notices(c);
                chan(s, c, true, true, out);
            }
            _ => self.other(s, parked, event, out),
        }
        self.pass_condition(s, out);
    }

    /// The event that the machine pushed for it.
    fn event(&self, s: &Subject) -> Option<Event> {
        let g = s.goroutine(self.place)?.id;
        let all = s.vm.log().range(self.events, s.vm.event_count());
        all.map(|(_, e)| *e)
            .find(|e| e.g == g && e.op.is_operation())
    }

    fn fixed(&self, s: &Subject) -> bool {
        match self.op {
            NextOp::AtomicCas(_)
            | NextOp::Select
            | NextOp::Close(_)
            | NextOp::OnceDo(_)
            | NextOp::Map(_) => false,
            NextOp::Unlock(m) | NextOp::RUnlock(m) | NextOp::RwUnlock(m) => {
                s.coarse.is_empty() || !s.coarse.contains(&s.object(m))
            }
            NextOp::WgAdd(_, n) => n <= 0,
            NextOp::Send(_) | NextOp::Recv(_) => !s.has_select || s.all_bet(),
            _ => true,
        }
    }

    /// A timer has sent on its channel.
    pub(crate) fn timer_send(&self, s: &mut Subject, c: u64, out: &mut Step) {
        chan(s, c, true, false, out);
        self.send(s, c, false, None, out);
    }

    // ---- channels

    fn send(&self, s: &mut Subject, c: u64, parked: bool, event: Option<Event>, out: &mut Step) {
        if c == 0 || event.is_some_and(|e| e.outcome == Outcome::Panicked) {
            return;
        }
        let me = self.me;
        if parked {
            s.state_mut().shadow.chan(c).sends += 1;
            return;
        }
        let cap = s.vm.chan_cap(c);
        let partner = s.woken.first().copied();
        let waited = partner.and_then(|p| served(s, p, me, out));
        let ch = s.state_mut().shadow.chan(c);
        ch.sends += 1;
        match waited {
            Some((recv, by_select)) => {
                if cap == 0 {
                    out.joins.push(recv);
                } else {
                    ch.room.push(recv);
                    if ch.sends > cap {
                        out.joins.extend(take_first(&mut ch.room));
                    }
                }
                if by_select {
                    ch.recvs.push(recv);
                }
            }
            None => {
                if ch.sends > cap {
                    out.joins.extend(take_first(&mut ch.room));
                }
                ch.buf.push(me);
            }
        }
    }

    fn recv(&self, s: &mut Subject, c: u64, parked: bool, event: Option<Event>, out: &mut Step) {
        if c == 0 {
            return;
        }
        let me = self.me;
        s.state_mut().shadow.chan(c).recvs.push(me);
        if parked {
            return;
        }
        let partner = s.woken.first().copied();
        let waited = partner.and_then(|p| served(s, p, me, out));
        let ch = s.state_mut().shadow.chan(c);
        if event.is_some_and(|e| e.outcome == Outcome::Closed) {
            out.joins.extend(ch.closed);
            return;
        }
        if let Some(sent) = take_first(&mut ch.buf) {
            out.joins.push(sent);
            ch.room.push(me);
            s.unblock_ticker(c, me, out);
            let ch = s.state_mut().shadow.chan(c);
            if let Some((send, by_select)) = waited {
                take_first(&mut ch.room);
                ch.buf.push(send);
                ch.sends += usize::from(by_select);
            }
        } else if let Some((send, by_select)) = waited {
            out.joins.push(send);
            ch.sends += usize::from(by_select);
        }
    }

    fn close(&self, s: &mut Subject, c: u64, event: Option<Event>, out: &mut Step) {
        if c == 0 {
            return;
        }
        let is_sender = |s: &Subject, w: usize| {
            let standing = s.proc(w).map(|p| p.standing);
            matches!(standing, Some(Standing::Parked(NextOp::Send(_))))
        };
        let senders = s.woken.iter().any(|w| is_sender(s, *w));
        let by_select = s
            .woken
            .iter()
            .any(|w| s.proc(*w).is_some_and(|p| p.cases.is_some()));
        chan(s, c, true, senders || by_select, out);
        if event.is_some_and(|e| e.outcome == Outcome::Panicked) {
            return;
        }
        let cap = s.vm.chan_cap(c);
        let plain = s.setup.relation != Relation::Ticket;
        let ch = s.state_mut().shadow.chan(c);
        ch.closed = Some(self.me);
        let releasing = ch.sends.saturating_sub(cap).min(ch.recvs.len());
        if !plain && let Some(k) = releasing.checked_sub(1) {
            let after = ch.recvs.get(k).copied();
            if after.is_some_and(|e| e.as_quiet().is_some()) {
                s.tell_receives(c);
            } else {
                out.edges.extend(after);
            }
        }
        for at in 0..s.woken.len() {
            let Some(w) = s.woken.get(at).copied() else {
                break;
            };
            let sender = is_sender(s, w);
            if let Some((event, by_select)) = served(s, w, self.me, out)
                && by_select
                && !sender
            {
                s.state_mut().shadow.chan(c).recvs.push(event);
            }
        }
    }

    fn select(&self, s: &mut Subject, parked: bool, event: Option<Event>, out: &mut Step) {
        for c in self.cases() {
            chan(s, *c, true, true, out);
        }
        if parked {
            let cases: Arc<[u64]> = self.cases().into();
            if let Some(p) = s.state_mut().procs.get_mut(self.place) {
                p.cases = Some(cases);
            }
            return;
        }
        let Some(e) = event else { return };
        match e.op {
            EventOp::Send => self.send(s, e.object, false, event, out),
            EventOp::Recv => self.recv(s, e.object, false, event, out),
            _ => {}
        }
    }

    // ---- everything else

    fn other(&self, s: &mut Subject, parked: bool, event: Option<Event>, out: &mut Step) {
        let me = self.me;
        let done = event.is_none_or(|e| e.outcome == Outcome::Done);
        match self.op {
            NextOp::Print | NextOp::End => out.accesses.push(STDOUT),
            NextOp::Break(_) => self.plain(s, out),
            NextOp::Start | NextOp::Leave => out.accesses.push(Access::add(COUNT, 0)),
            NextOp::Count => out.accesses.push(Access::read(COUNT, 0)),
            NextOp::AtomicLoad(a) => touch(s, a, 0, false, out),
            NextOp::AtomicRmw(a) if self.blind && !s.coarse.contains(&s.object(a)) => {
                out.accesses.push(Access::add(s.object(a), 0));
            }
            NextOp::AtomicStore(a) | NextOp::AtomicRmw(a) => touch(s, a, 0, true, out),
            NextOp::AtomicCas(a) => touch(s, a, 0, done, out),
            // Who comes first matters, and that he does; all others come out together.
            NextOp::OnceDo(o) => {
                touch(s, o, 0, self.first, out);
                if !parked {
                    out.joins.extend(*s.state_mut().shadow.once(o));
                }
            }
            NextOp::Pool(p) => touch(s, p, 0, true, out),
            NextOp::Map(m) => {
                // What the race detector makes of a look at a map depends on the looks before it.
                let wrote = s.setup.detects() || self.wrote(s, m);
                touch(s, m, 0, wrote, out);
            }
            NextOp::OnceEnd(o) => {
                *s.state_mut().shadow.once(o) = Some(me);
            }
            NextOp::Lock(m) => {
                // In the plain relation a Lock that arrives at a mutex that is never freed.
                let lost = parked && s.setup.relation == Relation::Plain;
                lock(s, m, TAKE, !lost, out);
                if !parked {
                    self.holds(s, m, out);
                }
            }
            NextOp::TryLock(m) => {
                lock(s, m, TAKE, true, out);
                lock(s, m, GIVE, true, out);
                if done {
                    self.holds(s, m, out);
                }
            }
            NextOp::Unlock(m) => {
                lock(s, m, GIVE, true, out);
                self.gives_up(s, m);
                s.state_mut().shadow.lock(m).unlocked = Some(me);
                wake_all(s, me, out);
            }
            NextOp::WgAdd(w, n) => self.add(s, w, n, out),
            NextOp::WgWait(w) => {
                touch(s, w, ADDS, false, out);
                if s.doubts_returns(w) && s.is_ticket() {
                    // Whether it has to wait matters then.
                    out.accesses.push(Access::add(s.object(w), DONES));
                }
                let group = s.state_mut().shadow.group(w);
                group.waits(me.process);
                if !parked {
                    out.joins.extend(group.releases());
                }
            }
            NextOp::WgReturn(w) => {
                let id = s.object(w);
                match s.setup.relation {
                    _ if s.coarse.contains(&id) => out.accesses.push(Access::write(id, 0)),
                    // It reads what Adds and Dones make of the counter.
                    Relation::Ticket => {
                        out.accesses.push(Access::read(id, ADDS));
                        out.accesses.push(Access::add(id, DONES));
                    }
                    Relation::Plain | Relation::Coarse => out.accesses.push(Access::read(id, 0)),
                }
            }
            NextOp::Sleep | NextOp::TimerStart => {
                if let Some(e) = event {
                    s.timer_started(self.place, me, e.object & !TIMER_BIT, out);
                }
            }
            NextOp::TimerStop(id) => s.timer_stopped(me, id & !TIMER_BIT, out),
            NextOp::TimerReset(id) => {
                s.timer_stopped(me, id & !TIMER_BIT, out);
                s.timer_started(self.place, me, id & !TIMER_BIT, out);
            }
            NextOp::CondTicket(c) => {
                touch(s, c, 0, true, out);
                let cond = s.state_mut().shadow.cond(c);
                let ticket = cond.tickets;
                cond.tickets += 1;
                if let Some(p) = s.state_mut().procs.get_mut(self.place) {
                    p.ticket = Some((c, ticket));
                }
            }
            NextOp::CondSignal(c) | NextOp::CondBroadcast(c) => {
                touch(s, c, 0, true, out);
                let cond = s.state_mut().shadow.cond(c);
                let waiting = (cond.tickets as usize).saturating_sub(cond.calls.len());
                let called = match self.op {
                    NextOp::CondSignal(_) => waiting.min(1),
                    _ => waiting,
                };
                cond.calls.extend(std::iter::repeat_n(me, called));
                for w in s.woken.clone() {
                    if let Some(p) = s.state_mut().procs.get_mut(w) {
                        p.ticket = None;
                    }
                }
                wake_all(s, me, out);
            }
            _ => self.rw(s, parked, done, out),
        }
    }

    /// A plain access that races with another one, by cells of four bytes.
    fn plain(&self, s: &Subject, out: &mut Step) {
        let Some(&Rare::Memory(addr, len, write)) = self.rare.as_deref().filter(|_| s.told) else {
            out.accesses.push(Access::write(s.racy(), 0));
            return;
        };
        let first = addr & !3;
        for cell in (first..addr.saturating_add(len)).step_by(4) {
            touch(s, cell, 0, write, out);
        }
    }

    /// Whether an operation on the `Map` at `m` changed what it holds. That it arranges itself anew
    /// (it swaps the view, at its own address) is nobody's affair.
    fn wrote(&self, s: &Subject, m: u64) -> bool {
        /// More operations than this of one step may not have been kept.
        const KEPT: u64 = 4_000;
        let Some(g) = s.goroutine(self.place) else {
            return true;
        };
        let end = s.vm.event_count();
        let mut own = s.vm.log().range(self.events, end).map(|(_, e)| e);
        end - self.events > KEPT
            || own.any(|e| {
                e.g == g.id
                    && match e.op {
                        EventOp::AtomicStore => true,
                        EventOp::AtomicSwap => e.object != m,
                        EventOp::AtomicCas => e.outcome == Outcome::Done,
                        _ => false,
                    }
            })
    }

    fn rw(&self, s: &mut Subject, parked: bool, done: bool, out: &mut Step) {
        let me = self.me;
        match self.op {
            NextOp::RwLock(m) => {
                touch(s, m, TAKE, true, out);
                if !parked {
                    out.joins.extend(s.state_mut().shadow.lock(m).unlocked);
                }
            }
            NextOp::RwAnnounce(m) => {
                touch(s, m, ANNOUNCE, true, out);
                let lock = s.state_mut().shadow.lock(m);
                lock.holder = Some(me.process);
                if !parked {
                    out.joins.extend(&lock.runlocks);
                }
            }
            NextOp::RLock(m) => {
                touch(s, m, ANNOUNCE, false, out);
                let lock = s.state_mut().shadow.lock(m);
                lock.readers.push(me.process);
                if !parked {
                    out.joins.extend(lock.unlocked);
                }
            }
            NextOp::RUnlock(m) => {
                touch(s, m, GIVE, false, out);
                self.stops_reading(s, m);
                let lock = s.state.shadow.lock(m);
                lock.runlocks.push(me);
                for p in s.woken.iter().filter_map(|w| s.state.procs.get(*w)) {
                    out.wakes.extend(lock.runlocks.iter().map(|e| (p.id, *e)));
                }
            }
            NextOp::RwUnlock(m) => {
                touch(s, m, GIVE, true, out);
                self.gives_up(s, m);
                let lock = s.state_mut().shadow.lock(m);
                lock.unlocked = Some(me);
                lock.runlocks.clear();
                wake_all(s, me, out);
            }
            NextOp::RwTryLock(m) | NextOp::TryRLock(m) => {
                for part in [TAKE, ANNOUNCE, GIVE] {
                    touch(s, m, part, true, out);
                }
                if done {
                    let lock = s.state_mut().shadow.lock(m);
                    out.joins.extend(lock.unlocked);
                    if matches!(self.op, NextOp::RwTryLock(_)) {
                        out.joins.extend(&lock.runlocks);
                        lock.holder = Some(me.process);
                    } else {
                        lock.readers.push(me.process);
                    }
                }
            }
            _ => {}
        }
    }

    fn add(&self, s: &mut Subject, w: u64, n: i64, out: &mut Step) {
        // Where nobody has come to wait yet, Add and Done commute.
        let group = s.state_mut().shadow.group(w);
        let waited = group.is_waited();
        if n > 0 {
            touch(s, w, ADDS, true, out);
            if waited || s.is_uneven(w) {
                touch(s, w, DONES, true, out);
            }
        } else if !self.is_quiet() || s.state.shadow.group(w).tells(self.me.process) {
            touch(s, w, DONES, false, out);
        }
        let counter = (s.vm.word(w).unwrap_or(0) >> 32) as i32;
        if counter < 0 {
            // Who makes it negative depends on an order that was taken to be none.
            s.distrust(w);
            // Below zero it is in use as well.
            s.doubt_returns(w);
        }
        let group = s.state.shadow.group(w);
        if n > 0 {
            if i64::from(counter) == n && waited {
                let others = group.is_waited_but_by(self.me.process);
                group.begin_round();
                if others {
                    s.doubt_returns(w);
                }
            }
            let group = s.state.shadow.group(w);
            group.adds.push(Add {
                event: self.me,
                by: n,
            });
            return;
        }
        group.dones.push((self.me, n.saturating_neg()));
        for p in s.woken.iter().filter_map(|w| s.state.procs.get(*w)) {
            out.wakes.extend(group.releases().map(|e| (p.id, e)));
        }
    }

    /// The lock at `m` is taken.
    fn holds(&self, s: &mut Subject, m: u64, out: &mut Step) {
        let lock = s.state_mut().shadow.lock(m);
        lock.holder = Some(self.me.process);
        out.joins.extend(lock.unlocked);
    }

    /// The lock at `m` is given up; whoever waited for it has it.
    fn gives_up(&self, s: &mut Subject, m: u64) {
        let next = s.woken.iter().filter_map(|w| s.state.procs.get(*w));
        let mut next = next.filter(|p| p.standing == Standing::Parked(NextOp::Lock(m)));
        let next = next.next().map(|p| p.id);
        let lock = s.state.shadow.lock(m);
        let held = std::mem::replace(&mut lock.holder, next);
        if held != Some(self.me.process) {
            s.distrust(m);
        }
    }

    fn stops_reading(&self, s: &mut Subject, m: u64) {
        let readers = &mut s.state_mut().shadow.lock(m).readers;
        match readers.iter().position(|p| *p == self.me.process) {
            Some(at) => {
                readers.swap_remove(at);
            }
            None => s.distrust(m),
        }
    }

    /// A `Cond.Wait` whose ticket was called before it began to wait goes on at once.
    fn pass_condition(&self, s: &mut Subject, out: &mut Step) {
        if matches!(self.op, NextOp::CondTicket(_)) {
            return;
        }
        let Some(p) = s.proc(self.place) else { return };
        let Some((c, ticket)) = p.ticket else { return };
        if matches!(p.standing, Standing::Parked(NextOp::Silent)) {
            return;
        }
        let call = s
            .state_mut()
            .shadow
            .cond(c)
            .calls
            .get(ticket as usize)
            .copied();
        if let Some(call) = call {
            out.joins.push(call);
            if let Some(p) = s.state_mut().procs.get_mut(self.place) {
                p.ticket = None;
            }
        }
    }
}

/// Touches of a channel on the senders', receivers' or both sides.
pub(crate) fn chan(s: &Subject, c: u64, send: bool, recv: bool, out: &mut Step) {
    if c == 0 {
        return;
    }
    let id = s.object(c);
    if s.setup.relation != Relation::Ticket || s.coarse.contains(&id) {
        out.accesses.push(Access::write(id, 0));
        return;
    }
    if send {
        out.accesses.push(Access::write(id, SENDS));
    }
    if recv {
        out.accesses.push(Access::write(id, RECVS));
    }
}

/// A touch of one part of an object; in the plain relation, of the whole of it.
fn touch(s: &Subject, addr: u64, part: u32, write: bool, out: &mut Step) {
    let id = s.object(addr);
    if s.coarse.contains(&id) {
        out.accesses.push(Access::write(id, 0));
        return;
    }
    let atom = part == 0 && !write;
    let access = match s.setup.relation {
        Relation::Plain | Relation::Coarse if !atom || is_group(s, addr) => Access::write(id, 0),
        _ if write => Access::write(id, part),
        _ => Access::read(id, part),
    };
    out.accesses.push(access);
}

/// Whether the object is a wait group: its operations are never mere reads in the plain relation.
fn is_group(s: &Subject, addr: u64) -> bool {
    s.state.shadow.has_group(addr)
}

/// A touch of a mutex, which keeps its two parts in the plain relation.
fn lock(s: &mut Subject, m: u64, part: u32, write: bool, out: &mut Step) {
    let id = s.object(m);
    out.accesses.push(match () {
        () if s.coarse.contains(&id) || s.setup.relation == Relation::Coarse => {
            Access::write(id, TAKE)
        }
        () if write => Access::write(id, part),
        () => Access::read(id, part),
    });
}

/// A parked goroutine whose channel operation was completed goes on after `me`. Its own event,
/// and whether that is a select, which then leaves the queues of all its channels.
fn served(s: &mut Subject, place: usize, me: EventId, out: &mut Step) -> Option<(EventId, bool)> {
    let p = s.proc(place)?;
    let (id, last, cases) = (p.id, p.last?, p.cases.clone());
    if !s.state.bets.is_empty() {
        let closed = matches!(p.standing, Standing::Parked(NextOp::Send(c)) if s.is_closed(c));
        s.bet_served(last, me, closed);
    }
    out.wakes.push((id, me));
    if let Some(cases) = &cases {
        for c in cases.iter() {
            chan(s, *c, true, true, out);
        }
    }
    Some((last, cases.is_some()))
}

fn wake_all(s: &Subject, me: EventId, out: &mut Step) {
    let ids = s.woken.iter().filter_map(|w| s.proc(*w));
    out.wakes.extend(ids.map(|p| (p.id, me)));
}
