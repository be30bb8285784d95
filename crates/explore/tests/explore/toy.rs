//! The toy machine: Go's operations with FIFO queues and direct hand-off, executed in the arrival
//! model, with the accesses of either relation (all operations on one object dependent, or the
//! ticket relation).

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use explore::{Access, EventId, Machine, ProcessId, Processes, Step, Stuck};

use crate::lang::{Ins, Place, Program};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    Coarse,
    Ticket,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    Ready,
    Parked,
    Done,
    Panicked,
}

#[derive(Clone, Debug)]
struct Proc {
    id: ProcessId,
    code: usize,
    pc: usize,
    regs: Vec<i64>,
    status: Status,
    children: u32,
    events: u32,
    /// Notes and received values.
    seen: Vec<i64>,
}

/// A parked sender or receiver.
#[derive(Clone, Debug)]
struct Waiter {
    proc: usize,
    event: EventId,
    value: i64,
    into: Option<usize>,
    ok: Option<usize>,
    /// Of a select: where to go on.
    target: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct Chan {
    cap: usize,
    buf: VecDeque<(i64, EventId)>,
    sendq: VecDeque<Waiter>,
    recvq: VecDeque<Waiter>,
    closed: Option<EventId>,
    /// Receives that made room, in order, each to be used by one send.
    room: VecDeque<EventId>,
    sends: usize,
    recvs: Vec<EventId>,
}

#[derive(Clone, Debug, Default)]
struct Mutex {
    owner: Option<usize>,
    queue: VecDeque<usize>,
    unlocked: Option<EventId>,
}

#[derive(Clone, Debug, Default)]
struct Rw {
    writers: Mutex,
    announced: bool,
    waiting: Option<usize>,
    readers: usize,
    parked: Vec<usize>,
    runlocks: Vec<EventId>,
}

#[derive(Clone, Debug, Default)]
struct Wg {
    counter: i64,
    dones: Vec<EventId>,
    waiters: Vec<usize>,
}

#[derive(Clone, Debug)]
pub struct State {
    mem: Vec<i64>,
    procs: Vec<Proc>,
    chans: Vec<Chan>,
    mutexes: Vec<Mutex>,
    rws: Vec<Rw>,
    wgs: Vec<Wg>,
}

/// What an execution led to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Outcome {
    pub mem: Vec<i64>,
    /// By spawn path: status, and what was noted or received.
    pub procs: BTreeMap<Vec<u32>, (Status, Vec<i64>)>,
}

pub struct Toy {
    pub program: Rc<Program>,
    pub processes: Processes,
    pub state: State,
    pub relation: Relation,
    /// Additions commute with each other.
    pub adds: bool,
    /// A lock operation is enabled only when it succeeds (the usual model elsewhere).
    pub locks_wait: bool,
    /// Never say that accesses are fixed.
    pub unfixed: bool,
}

// Sorts of objects, in the upper half of their numbers.
const VAR: u64 = 0;
const CHAN: u64 = 1 << 32;
const MUTEX: u64 = 2 << 32;
const RW: u64 = 3 << 32;
const WG: u64 = 4 << 32;

impl Toy {
    pub fn new(program: Program, relation: Relation) -> Toy {
        let program = Rc::new(program);
        let state = State {
            mem: program.vars.clone(),
            procs: Vec::new(),
            chans: program
                .chans
                .iter()
                .map(|cap| Chan {
                    cap: *cap,
                    ..Chan::default()
                })
                .collect(),
            mutexes: vec![Mutex::default(); program.mutexes],
            rws: vec![Rw::default(); program.rws],
            wgs: program
                .wgs
                .iter()
                .map(|n| Wg {
                    counter: *n,
                    ..Wg::default()
                })
                .collect(),
        };
        let mut toy = Toy {
            program: program.clone(),
            processes: Processes::new(),
            state,
            relation,
            adds: false,
            locks_wait: false,
            unfixed: false,
        };
        let mut k = 0;
        for (code, (_, root)) in program.procs.iter().enumerate() {
            if *root {
                let id = toy.processes.root(k);
                toy.start(code, id);
                k += 1;
            }
        }
        toy
    }

    fn start(&mut self, code: usize, id: ProcessId) {
        self.state.procs.push(Proc {
            id,
            code,
            pc: 0,
            regs: vec![0; self.program.regs],
            status: Status::Ready,
            children: 0,
            events: 0,
            seen: Vec::new(),
        });
        self.settle(self.state.procs.len() - 1);
    }

    /// Executes what is invisible.
    fn settle(&mut self, p: usize) {
        let program = self.program.clone();
        let q = &mut self.state.procs[p];
        let code = &program.procs[q.code].0;
        while q.status == Status::Ready {
            match &code[q.pc] {
                Ins::Set(r, e) => q.regs[*r] = e.eval(&q.regs),
                Ins::Jump(to) => {
                    q.pc = *to;
                    continue;
                }
                Ins::Unless(e, to) => {
                    if e.eval(&q.regs) == 0 {
                        q.pc = *to;
                        continue;
                    }
                }
                Ins::Note(e) => q.seen.push(e.eval(&q.regs)),
                Ins::Block => {
                    q.status = Status::Parked;
                    return;
                }
                Ins::End => {
                    q.status = Status::Done;
                    return;
                }
                _ => return,
            }
            q.pc += 1;
        }
    }

    pub fn outcome(&self) -> Outcome {
        let path = |id| {
            let mut path = Vec::new();
            let mut at = Some(id);
            while let Some(p) = at {
                let (up, k) = self.processes.path(p).expect("known");
                path.push(k);
                at = up;
            }
            path.reverse();
            path
        };
        Outcome {
            mem: self.state.mem.clone(),
            procs: self
                .state
                .procs
                .iter()
                .map(|p| (path(p.id), (p.status, p.seen.clone())))
                .collect(),
        }
    }

    /// Whether somebody waits for ever.
    pub fn deadlocked(&self) -> bool {
        self.state.procs.iter().any(|p| p.status == Status::Parked)
    }

    fn unpark(&mut self, p: usize) {
        if self.state.procs[p].status == Status::Parked {
            self.state.procs[p].status = Status::Ready;
            self.settle(p);
        }
    }

    fn id(&self, p: usize) -> ProcessId {
        self.state.procs[p].id
    }

    fn set(&mut self, p: usize, reg: Option<usize>, value: i64) {
        if let Some(r) = reg {
            self.state.procs[p].regs[r] = value;
        }
    }

    /// Accesses of a channel operation on the senders', receivers' or both sides.
    fn touch_chan(&self, c: usize, send: bool, recv: bool, out: &mut Step) {
        let id = CHAN + c as u64;
        match self.relation {
            Relation::Coarse => out.accesses.push(Access::write(id, 0)),
            Relation::Ticket => {
                if send {
                    out.accesses.push(Access::write(id, 0));
                }
                if recv {
                    out.accesses.push(Access::write(id, 1));
                }
            }
        }
    }

    fn touch_select(&self, p: usize, out: &mut Step) {
        let q = &self.state.procs[p];
        if let Ins::Select(cases, _) = &self.program.procs[q.code].0[q.pc] {
            for c in cases {
                self.touch_chan(c.chan.at(&q.regs), true, true, out);
            }
        }
    }

    /// A parked process was served: it leaves all queues, and goes on.
    fn served(&mut self, w: &Waiter, me: EventId, got: Option<(i64, bool)>, out: &mut Step) {
        if let Some(target) = w.target {
            self.touch_select(w.proc, out);
            for c in &mut self.state.chans {
                c.sendq.retain(|x| x.proc != w.proc);
                c.recvq.retain(|x| x.proc != w.proc);
            }
            self.state.procs[w.proc].pc = target;
        } else {
            self.state.procs[w.proc].pc += 1;
        }
        if let Some((value, ok)) = got {
            self.set(w.proc, w.into, value);
            self.set(w.proc, w.ok, i64::from(ok));
            self.state.procs[w.proc]
                .seen
                .push(if ok { value } else { -1 });
        }
        out.wakes.push((self.id(w.proc), me));
        self.unpark(w.proc);
    }

    /// Sends, if that can be done at once. A panic counts as done.
    fn try_send(&mut self, p: usize, me: EventId, c: usize, value: i64, out: &mut Step) -> bool {
        if self.state.chans[c].closed.is_some() {
            self.state.procs[p].status = Status::Panicked;
            return true;
        }
        if let Some(w) = self.state.chans[c].recvq.pop_front() {
            let ch = &mut self.state.chans[c];
            ch.sends += 1;
            if ch.cap == 0 {
                out.joins.push(w.event);
            } else {
                ch.room.push_back(w.event);
                if ch.sends > ch.cap {
                    out.joins.extend(ch.room.pop_front());
                }
            }
            if w.target.is_some() {
                ch.recvs.push(w.event);
            }
            self.served(&w, me, Some((value, true)), out);
            return true;
        }
        let ch = &mut self.state.chans[c];
        if ch.buf.len() < ch.cap {
            ch.sends += 1;
            if ch.sends > ch.cap {
                out.joins.extend(ch.room.pop_front());
            }
            ch.buf.push_back((value, me));
            return true;
        }
        false
    }

    /// Receives, if that can be done at once.
    fn try_recv(&mut self, p: usize, me: EventId, c: usize, out: &mut Step) -> Option<(i64, bool)> {
        let _ = p;
        let ch = &mut self.state.chans[c];
        if let Some((value, sent)) = ch.buf.pop_front() {
            out.joins.push(sent);
            ch.recvs.push(me);
            ch.room.push_back(me);
            if let Some(w) = ch.sendq.pop_front() {
                ch.room.pop_front();
                ch.buf.push_back((w.value, w.event));
                if w.target.is_some() {
                    ch.sends += 1;
                }
                self.served(&w, me, None, out);
            }
            return Some((value, true));
        }
        if let Some(w) = ch.sendq.pop_front() {
            out.joins.push(w.event);
            ch.recvs.push(me);
            if w.target.is_some() {
                ch.sends += 1;
            }
            let value = w.value;
            self.served(&w, me, None, out);
            return Some((value, true));
        }
        if let Some(closed) = ch.closed {
            out.joins.push(closed);
            ch.recvs.push(me);
            return Some((0, false));
        }
        None
    }

    fn close(&mut self, p: usize, me: EventId, c: usize, out: &mut Step) {
        self.touch_chan(c, true, !self.state.chans[c].sendq.is_empty(), out);
        if self.state.chans[c].closed.is_some() {
            self.state.procs[p].status = Status::Panicked;
            return;
        }
        let ch = &mut self.state.chans[c];
        ch.closed = Some(me);
        let releasing = ch.sends.saturating_sub(ch.cap).min(ch.recvs.len());
        if self.relation == Relation::Ticket && releasing > 0 {
            out.edges.push(ch.recvs[releasing - 1]);
        }
        while let Some(w) = self.state.chans[c].recvq.pop_front() {
            if w.target.is_some() {
                self.state.chans[c].recvs.push(w.event);
            }
            self.served(&w, me, Some((0, false)), out);
        }
        while let Some(w) = self.state.chans[c].sendq.pop_front() {
            if w.target.is_some() {
                self.touch_select(w.proc, out);
                for c in &mut self.state.chans {
                    c.sendq.retain(|x| x.proc != w.proc);
                    c.recvq.retain(|x| x.proc != w.proc);
                }
            }
            out.wakes.push((self.id(w.proc), me));
            self.state.procs[w.proc].status = Status::Panicked;
        }
    }

    /// Takes the mutex or queues; says whether it was taken.
    fn take(m: &mut Mutex, p: usize, out: &mut Step) -> bool {
        if m.owner.is_some() {
            m.queue.push_back(p);
            return false;
        }
        m.owner = Some(p);
        out.joins.extend(m.unlocked);
        true
    }

    /// Hands the mutex on; returns who has it now.
    fn release(m: &mut Mutex, me: EventId) -> Option<usize> {
        m.unlocked = Some(me);
        m.owner = m.queue.pop_front();
        m.owner
    }

    fn wake(&mut self, p: usize, by: &[EventId], out: &mut Step) {
        let id = self.id(p);
        out.wakes.extend(by.iter().map(|e| (id, *e)));
        self.state.procs[p].pc += 1;
        self.unpark(p);
    }

    fn object(&self, sort: u64, at: usize, part: u32) -> Access {
        match self.relation {
            Relation::Coarse => Access::write(sort + at as u64, 0),
            Relation::Ticket => Access::write(sort + at as u64, part),
        }
    }

    fn rw_step(&mut self, p: usize, me: EventId, ins: &Ins, out: &mut Step) -> bool {
        let regs = &self.state.procs[p].regs;
        let ticket = self.relation == Relation::Ticket;
        match ins {
            Ins::WTicket(x) => {
                let m = x.at(regs);
                out.accesses.push(self.object(RW, m, 0));
                Self::take(&mut self.state.rws[m].writers, p, out)
            }
            Ins::WAnnounce(x) => {
                let m = x.at(regs);
                out.accesses.push(self.object(RW, m, 1));
                let rw = &mut self.state.rws[m];
                rw.announced = true;
                if rw.readers > 0 {
                    rw.waiting = Some(p);
                    return false;
                }
                out.joins.extend(rw.runlocks.iter());
                true
            }
            Ins::RLock(x) => {
                let m = x.at(regs);
                out.accesses.push(match ticket {
                    true => Access::read(RW + m as u64, 1),
                    false => Access::write(RW + m as u64, 0),
                });
                let rw = &mut self.state.rws[m];
                if rw.announced {
                    rw.parked.push(p);
                    return false;
                }
                rw.readers += 1;
                out.joins.extend(rw.writers.unlocked);
                true
            }
            Ins::RUnlock(x) => {
                let m = x.at(regs);
                out.accesses.push(match ticket {
                    true => Access::read(RW + m as u64, 2),
                    false => Access::write(RW + m as u64, 0),
                });
                let rw = &mut self.state.rws[m];
                rw.readers -= 1;
                rw.runlocks.push(me);
                if rw.readers == 0
                    && let Some(w) = rw.waiting.take()
                {
                    let by = rw.runlocks.clone();
                    self.wake(w, &by, out);
                }
                true
            }
            Ins::WUnlock(x) => {
                let m = x.at(regs);
                out.accesses.push(self.object(RW, m, 2));
                let rw = &mut self.state.rws[m];
                rw.announced = false;
                let parked = std::mem::take(&mut rw.parked);
                rw.readers += parked.len();
                let next = Self::release(&mut rw.writers, me);
                for r in parked {
                    self.wake(r, &[me], out);
                }
                if let Some(w) = next {
                    self.wake(w, &[me], out);
                }
                true
            }
            _ => unreachable!("{ins:?}"),
        }
    }

    /// Executes the operation; says whether it completed (it parked otherwise).
    fn operate(&mut self, p: usize, me: EventId, label: u32, ins: &Ins, out: &mut Step) -> bool {
        let at = |x: &Place| x.at(&self.state.procs[p].regs);
        match ins {
            Ins::Load(r, x) => {
                let v = at(x);
                out.accesses.push(Access::read(VAR + v as u64, 0));
                self.set(p, Some(*r), self.state.mem[v]);
                true
            }
            Ins::Store(x, e) => {
                let v = at(x);
                out.accesses.push(Access::write(VAR + v as u64, 0));
                self.state.mem[v] = e.eval(&self.state.procs[p].regs);
                true
            }
            Ins::Add(x, e) => {
                let v = at(x);
                out.accesses.push(match self.adds {
                    true => Access::add(VAR + v as u64, 0),
                    false => Access::write(VAR + v as u64, 0),
                });
                self.state.mem[v] += e.eval(&self.state.procs[p].regs);
                true
            }
            Ins::Cas(r, x, old, new) => {
                let v = at(x);
                let regs = &self.state.procs[p].regs;
                let ok = self.state.mem[v] == old.eval(regs);
                if ok {
                    self.state.mem[v] = new.eval(regs);
                    out.accesses.push(Access::write(VAR + v as u64, 0));
                } else {
                    out.accesses.push(Access::read(VAR + v as u64, 0));
                }
                self.set(p, *r, i64::from(ok));
                true
            }
            Ins::Lock(x) => {
                let m = at(x);
                out.accesses.push(self.object(MUTEX, m, 0));
                Self::take(&mut self.state.mutexes[m], p, out)
            }
            Ins::TryLock(r, x) => {
                let m = at(x);
                out.accesses.push(self.object(MUTEX, m, 0));
                out.accesses.push(self.object(MUTEX, m, 1));
                let free = self.state.mutexes[m].owner.is_none();
                if free {
                    Self::take(&mut self.state.mutexes[m], p, out);
                }
                self.set(p, Some(*r), i64::from(free));
                true
            }
            Ins::Unlock(x) => {
                let m = at(x);
                out.accesses.push(self.object(MUTEX, m, 1));
                assert_eq!(self.state.mutexes[m].owner, Some(p), "unlock by its owner");
                if let Some(w) = Self::release(&mut self.state.mutexes[m], me) {
                    self.wake(w, &[me], out);
                }
                true
            }
            Ins::WTicket(_)
            | Ins::WAnnounce(_)
            | Ins::WUnlock(_)
            | Ins::RLock(_)
            | Ins::RUnlock(_) => self.rw_step(p, me, ins, out),
            Ins::Send(x, e) => {
                let c = at(x);
                let value = e.eval(&self.state.procs[p].regs);
                self.touch_chan(c, true, false, out);
                if self.try_send(p, me, c, value, out) {
                    return true;
                }
                let ch = &mut self.state.chans[c];
                ch.sends += 1;
                ch.sendq.push_back(Waiter {
                    proc: p,
                    event: me,
                    value,
                    into: None,
                    ok: None,
                    target: None,
                });
                false
            }
            Ins::Recv(into, ok, x) => {
                let c = at(x);
                self.touch_chan(c, false, true, out);
                if let Some((value, alive)) = self.try_recv(p, me, c, out) {
                    self.set(p, *into, value);
                    self.set(p, *ok, i64::from(alive));
                    self.state.procs[p]
                        .seen
                        .push(if alive { value } else { -1 });
                    return true;
                }
                let ch = &mut self.state.chans[c];
                ch.recvs.push(me);
                ch.recvq.push_back(Waiter {
                    proc: p,
                    event: me,
                    value: 0,
                    into: *into,
                    ok: *ok,
                    target: None,
                });
                false
            }
            Ins::Close(x) => {
                let c = at(x);
                self.close(p, me, c, out);
                true
            }
            Ins::Select(cases, default) => self.select(p, me, label, cases, *default, out),
            Ins::WgAdd(x, e) => {
                let w = at(x);
                out.accesses.push(self.object(WG, w, 0));
                self.state.wgs[w].counter += e.eval(&self.state.procs[p].regs);
                true
            }
            Ins::Done(x) => {
                let w = at(x);
                out.accesses.push(self.wg_access(w));
                let wg = &mut self.state.wgs[w];
                wg.counter -= 1;
                wg.dones.push(me);
                if wg.counter == 0 {
                    let by = wg.dones.clone();
                    for w in std::mem::take(&mut wg.waiters) {
                        self.wake(w, &by, out);
                    }
                }
                true
            }
            Ins::Wait(x) => {
                let w = at(x);
                out.accesses.push(self.wg_access(w));
                let wg = &mut self.state.wgs[w];
                if wg.counter == 0 {
                    out.joins.extend(wg.dones.iter());
                    return true;
                }
                wg.waiters.push(p);
                false
            }
            Ins::Go(code) => {
                let q = &mut self.state.procs[p];
                q.children += 1;
                let (parent, k) = (q.id, q.children - 1);
                let id = self.processes.child(parent, k);
                self.start(*code, id);
                out.spawned.push(id);
                true
            }
            Ins::Choose(r, n) => {
                out.labels = *n as u32;
                self.set(p, Some(*r), i64::from(label));
                true
            }
            Ins::Set(..)
            | Ins::Jump(_)
            | Ins::Unless(..)
            | Ins::Note(_)
            | Ins::Block
            | Ins::End => {
                unreachable!("invisible: {ins:?}")
            }
        }
    }

    fn wg_access(&self, w: usize) -> Access {
        match self.relation {
            Relation::Coarse => Access::write(WG + w as u64, 0),
            Relation::Ticket => Access::read(WG + w as u64, 0),
        }
    }

    fn select(
        &mut self,
        p: usize,
        me: EventId,
        label: u32,
        cases: &[crate::lang::Case],
        default: Option<usize>,
        out: &mut Step,
    ) -> bool {
        let regs = self.state.procs[p].regs.clone();
        self.touch_select(p, out);
        let ready: Vec<_> = cases
            .iter()
            .filter(|k| {
                let ch = &self.state.chans[k.chan.at(&regs)];
                ch.closed.is_some()
                    || match k.send {
                        Some(_) => !ch.recvq.is_empty() || ch.buf.len() < ch.cap,
                        None => !ch.sendq.is_empty() || !ch.buf.is_empty(),
                    }
            })
            .collect();
        out.labels = ready.len().max(1) as u32;
        let Some(k) = ready.get(label as usize) else {
            if let Some(target) = default {
                self.state.procs[p].pc = target;
                return true;
            }
            for k in cases {
                let ch = &mut self.state.chans[k.chan.at(&regs)];
                let q = match k.send {
                    Some(_) => &mut ch.sendq,
                    None => &mut ch.recvq,
                };
                q.push_back(Waiter {
                    proc: p,
                    event: me,
                    value: k.send.as_ref().map_or(0, |e| e.eval(&regs)),
                    into: k.into,
                    ok: k.ok,
                    target: Some(k.target),
                });
            }
            return false;
        };
        let c = k.chan.at(&regs);
        match &k.send {
            Some(e) => {
                self.try_send(p, me, c, e.eval(&regs), out);
            }
            None => {
                if let Some((value, alive)) = self.try_recv(p, me, c, out) {
                    self.set(p, k.into, value);
                    self.set(p, k.ok, i64::from(alive));
                    self.state.procs[p]
                        .seen
                        .push(if alive { value } else { -1 });
                }
            }
        }
        self.state.procs[p].pc = k.target;
        true
    }

    fn fixed(&self, ins: &Ins) -> bool {
        !self.unfixed
            && match ins {
                Ins::Cas(..) | Ins::Select(..) | Ins::Choose(..) | Ins::Close(_) => false,
                Ins::Send(..) | Ins::Recv(..) => !self.program.has_select,
                _ => true,
            }
    }
}

impl Machine for Toy {
    type Snapshot = State;

    fn processes(&self) -> &Processes {
        &self.processes
    }

    fn snapshot(&mut self) -> State {
        self.state.clone()
    }

    fn restore(&mut self, to: &State) {
        self.state.clone_from(to);
    }

    fn enabled(&mut self, out: &mut Vec<ProcessId>) {
        for p in &self.state.procs {
            if p.status != Status::Ready {
                continue;
            }
            if self.locks_wait
                && let Ins::Lock(x) = &self.program.procs[p.code].0[p.pc]
                && self.state.mutexes[x.at(&p.regs)].owner.is_some()
            {
                continue;
            }
            out.push(p.id);
        }
        out.sort_unstable();
    }

    fn step(&mut self, me: EventId, label: u32, out: &mut Step) -> Result<(), Stuck> {
        let found = self.state.procs.iter().position(|p| p.id == me.process);
        let p = found.ok_or(Stuck)?;
        let q = &mut self.state.procs[p];
        if q.status != Status::Ready || q.events != me.nth {
            return Err(Stuck);
        }
        q.events += 1;
        let program = self.program.clone();
        let ins = &program.procs[self.state.procs[p].code].0[self.state.procs[p].pc];
        let before = self.state.procs[p].pc;
        let completed = self.operate(p, me, label, ins, out);
        out.fixed = self.fixed(ins);
        if label >= out.labels {
            return Err(Stuck);
        }
        let q = &mut self.state.procs[p];
        if !completed {
            q.status = Status::Parked;
        } else if q.status == Status::Ready {
            if q.pc == before && !matches!(ins, Ins::Select(..)) {
                q.pc += 1;
            }
            self.settle(p);
        }
        Ok(())
    }
}
