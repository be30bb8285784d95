//! Timers in virtual time: sleeping goroutines, channel timers, functions.
//!
//! A channel timer keeps nothing alive and wakes nobody while no goroutine waits on its channel;
//! then it is evaluated when somebody looks, as Go 1.23 has it.

use std::collections::{BTreeMap, BTreeSet};

use bytecode::Program;

use crate::chan::hchan;
use crate::event::{Event, EventOp, Outcome, TIMER_BIT};
use crate::g::G;
use crate::scheduler::{GRef, Ready, Scheduler};
use crate::stop::StopReason;
use crate::trap::{Res, Trap};
use crate::vm::Vm;
use crate::wait::WaitReason;

/// What a timer does when it goes off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Action {
    Wake(GRef),
    Send(u64),
    Start(u64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Timer {
    pub(crate) when: u64,
    pub(crate) period: u64,
    pub(crate) action: Action,
    pub(crate) pending: bool,
    /// Order among timers of the same time.
    seq: u64,
    pub(crate) site: u32,
    /// The bubble whose clock it goes by, or 0.
    pub(crate) bubble: u32,
}

/// Time, order and number.
type Queue = BTreeSet<(u64, u64, u64)>;

#[derive(Clone, Debug)]
pub(crate) struct Timers {
    pub(crate) all: BTreeMap<u64, Timer>,
    queue: Queue,
    /// Those of bubbles, by bubble.
    bubbles: Vec<(u32, Queue)>,
    /// When the first one is due.
    pub(crate) next: u64,
    last_id: u64,
    seq: u64,
}

impl Default for Timers {
    fn default() -> Self {
        Timers {
            all: BTreeMap::new(),
            queue: BTreeSet::new(),
            bubbles: Vec::new(),
            next: u64::MAX,
            last_id: 0,
            seq: 0,
        }
    }
}

impl Timers {
    /// Becomes like another. Most programs have none.
    pub(crate) fn copy_from(&mut self, other: &Timers) {
        let none = |t: &Timers| t.all.is_empty() && t.queue.is_empty() && t.bubbles.is_empty();
        if !none(self) || !none(other) {
            self.clone_from(other);
            return;
        }
        (self.next, self.last_id, self.seq) = (other.next, other.last_id, other.seq);
    }

    fn refresh(&mut self) {
        self.next = self.queue.first().map_or(u64::MAX, |t| t.0);
    }

    fn queue_of(&mut self, bubble: u32) -> &mut Queue {
        if bubble == 0 {
            return &mut self.queue;
        }
        let at = match self.bubbles.iter().position(|b| b.0 == bubble) {
            Some(at) => at,
            None => {
                self.bubbles.push((bubble, Queue::new()));
                self.bubbles.len() - 1
            }
        };
        match self.bubbles.get_mut(at) {
            Some(b) => &mut b.1,
            None => &mut self.queue,
        }
    }

    fn in_bubble(&self, bubble: u32) -> Option<&Queue> {
        self.bubbles.iter().find(|b| b.0 == bubble).map(|b| &b.1)
    }

    /// A bubble's clock has stopped for ever. Its timers stay, to know whose they are.
    pub(crate) fn forget_bubble(&mut self, bubble: u32) {
        self.bubbles.retain(|b| b.0 != bubble);
    }

    pub(crate) fn add(
        &mut self,
        when: u64,
        period: u64,
        action: Action,
        site: u32,
        bubble: u32,
    ) -> u64 {
        self.last_id += 1;
        let id = self.last_id;
        self.all.insert(
            id,
            Timer {
                when,
                period,
                action,
                pending: false,
                seq: 0,
                site,
                bubble,
            },
        );
        self.arm(id, when, period);
        id
    }

    fn arm(&mut self, id: u64, when: u64, period: u64) {
        self.seq += 1;
        if let Some(t) = self.all.get_mut(&id) {
            t.when = when;
            t.period = period;
            t.pending = true;
            t.seq = self.seq;
            let key = (when, self.seq, id);
            let bubble = t.bubble;
            self.queue_of(bubble).insert(key);
        }
        self.refresh();
    }

    /// Takes a timer out of the queue; whether it was there.
    fn disarm(&mut self, id: u64) -> bool {
        let Some(t) = self.all.get_mut(&id) else {
            return false;
        };
        let was = t.pending;
        t.pending = false;
        let key = (t.when, t.seq, id);
        let bubble = t.bubble;
        self.queue_of(bubble).remove(&key);
        self.refresh();
        was
    }

    /// Forgets a timer whose channel or function is gone.
    pub(crate) fn forget(&mut self, id: u64) {
        self.disarm(id);
        self.all.remove(&id);
    }
}

/// Wall clock at the start of a run: 2009-11-10 23:00:00 UTC, in Unix seconds.
pub(crate) const START_UNIX: i64 = 1_257_894_000;
/// Bit in time.Time's first word: it has a monotonic reading; seconds since 1885 above 30 bits
/// of nanoseconds.
const HAS_MONOTONIC: u64 = 1 << 63;
const SECONDS_1885_TO_1970: i64 = 2_682_288_000;
const SECONDS_1_TO_1970: i64 = 62_135_596_800;

impl Vm {
    /// The virtual wall clock: Unix seconds and nanoseconds.
    pub(crate) fn wall(&self, mono: u64) -> (i64, u32) {
        let secs = (mono / 1_000_000_000) as i64;
        (START_UNIX + secs, (mono % 1_000_000_000) as u32)
    }

    /// A bubble's times are those of Unix, and have no monotonic reading.
    fn time_value(&self, mono: u64, bubbled: bool) -> [u64; 3] {
        if bubbled {
            let sec = (mono / 1_000_000_000) as i64 + SECONDS_1_TO_1970;
            return [mono % 1_000_000_000, sec as u64, 0];
        }
        let (sec, nsec) = self.wall(mono);
        let wall = HAS_MONOTONIC | ((sec + SECONDS_1885_TO_1970) as u64) << 30 | u64::from(nsec);
        [wall, mono, 0]
    }

    pub(crate) fn sleep(&mut self, g: &mut G, ns: i64) -> Res {
        if ns <= 0 {
            let e = self.event(g.me.id, EventOp::Sleep);
            self.push(e);
            return Ok(());
        }
        let when = self.clock_of(g.bubble).saturating_add(ns as u64);
        let id = self
            .timers
            .add(when, 0, Action::Wake(g.me), self.at_pc, g.bubble);
        let mut e = self.event(g.me.id, EventOp::Sleep);
        e.object = TIMER_BIT | id;
        e.outcome = Outcome::Blocked;
        e.reason = WaitReason::Sleep;
        self.push(e);
        Err(self.park_for(WaitReason::Sleep, TIMER_BIT | id))
    }

    pub(crate) fn start_timer(
        &mut self,
        g: &G,
        when: i64,
        period: i64,
        kind: u64,
        ch: u64,
        func: u64,
    ) -> u64 {
        let action = if kind == 0 {
            Action::Send(ch)
        } else {
            Action::Start(func)
        };
        let id = self.timers.add(
            when.max(0) as u64,
            period.max(0) as u64,
            action,
            self.at_pc,
            g.bubble,
        );
        if kind == 0 {
            self.mem.set_word(ch + hchan::TIMER, id);
        }
        self.saw_timer_start(TIMER_BIT | id);
        let mut e = self.event(g.me.id, EventOp::TimerStart);
        e.object = TIMER_BIT | id;
        self.push(e);
        id
    }

    /// Whether a value that nobody has received counts as "still pending".
    fn drop_unreceived(&mut self, id: u64) -> bool {
        match self.timers.all.get(&id).map(|t| t.action) {
            Some(Action::Send(ch)) => self.drain(ch).unwrap_or(false),
            _ => false,
        }
    }

    pub(crate) fn stop_timer(&mut self, g: &G, id: u64) -> bool {
        let was = self.timers.disarm(id);
        let unreceived = self.drop_unreceived(id);
        let mut e = self.event(g.me.id, EventOp::TimerStop);
        e.object = TIMER_BIT | id;
        e.aux = u32::from(was || unreceived);
        self.push(e);
        was || unreceived
    }

    pub(crate) fn reset_timer(&mut self, g: &G, id: u64, when: i64, period: i64) -> bool {
        let was = self.timers.disarm(id);
        let unreceived = self.drop_unreceived(id);
        self.timers
            .arm(id, when.max(0) as u64, period.max(0) as u64);
        self.saw_timer_start(TIMER_BIT | id);
        let mut e = self.event(g.me.id, EventOp::TimerStart);
        e.object = TIMER_BIT | id;
        e.aux = 1;
        self.push(e);
        was || unreceived
    }

    /// Only goroutines of a bubble may touch a bubble's timer.
    pub(crate) fn may_touch_timer(&self, id: u64, what: &str) -> Res {
        let bubble = self.timers.all.get(&id).map_or(0, |t| t.bubble);
        if bubble != 0 && self.bubble == 0 {
            let text = format!("{what} of synctest timer from outside bubble");
            return Err(Trap::Fatal(text));
        }
        Ok(())
    }

    /// A bubble's timer that is due at once goes off at once.
    pub(crate) fn run_due_in_bubble(
        &mut self,
        prog: &Program,
        id: u64,
        sched: &mut dyn Scheduler,
    ) -> Res {
        match self.timers.all.get(&id) {
            Some(t) if t.bubble != 0 && t.pending && t.when <= self.clock_of(t.bubble) => {
                self.fire(prog, id, sched)
            }
            _ => Ok(()),
        }
    }

    /// Runs every timer of a bubble that is due.
    pub(crate) fn run_bubble_timers(
        &mut self,
        prog: &Program,
        bubble: u32,
        sched: &mut dyn Scheduler,
    ) -> Res {
        while let Some(&(when, _, id)) = self.timers.queue_of(bubble).first() {
            if when > self.clock_of(bubble) {
                break;
            }
            self.fire(prog, id, sched)?;
        }
        Ok(())
    }

    /// Runs every timer that is due.
    pub(crate) fn run_timers(&mut self, prog: &Program, sched: &mut dyn Scheduler) -> Res {
        while let Some(&(when, _, id)) = self.timers.queue.first() {
            if when > self.now() {
                break;
            }
            self.fire(prog, id, sched)?;
        }
        Ok(())
    }

    /// The policy makes a timer go off; the clock is at its time then, or later.
    pub(crate) fn fire_now(&mut self, prog: &Program, id: u64, sched: &mut dyn Scheduler) -> Res {
        let Some(t) = self.timers.all.get(&id).filter(|t| t.pending) else {
            return Err(Trap::Stop(StopReason::Diverged));
        };
        if let Some(now) = &mut self.held {
            *now = (*now).max(t.when);
        }
        self.fire(prog, id, sched)
    }

    /// Runs the timer of a channel that somebody looks at, if it is due.
    pub(crate) fn run_chan_timer(
        &mut self,
        prog: &Program,
        id: u64,
        sched: &mut dyn Scheduler,
    ) -> Res {
        let due = self.timers.all.get(&id).is_some_and(|t| {
            let free = !self.steered || t.bubble != 0;
            free && t.pending && t.when <= self.clock_of(t.bubble)
        });
        if due {
            self.fire(prog, id, sched)
        } else {
            Ok(())
        }
    }

    fn fire(&mut self, _prog: &Program, id: u64, sched: &mut dyn Scheduler) -> Res {
        self.timers.disarm(id);
        let Some(t) = self.timers.all.get(&id).copied() else {
            return Ok(());
        };
        let now = self.clock_of(t.bubble);
        // Missed periods are skipped.
        if let Some(missed) = now.saturating_sub(t.when).checked_div(t.period) {
            let next = t.when + t.period.saturating_mul(missed + 1);
            self.timers.arm(id, next, t.period);
        }
        let mut e = Event {
            pc: t.site,
            object: TIMER_BIT | id,
            ..self.event(0, EventOp::TimerFire)
        };
        match t.action {
            Action::Wake(g) => {
                self.timers.all.remove(&id);
                e.partner = g.id;
                self.wake(g, Ready::Next, sched);
            }
            Action::Send(ch) => {
                let value = self.time_value(t.when, t.bubble != 0);
                match self.offer(ch, &value, TIMER_BIT | id, sched) {
                    Ok(g) => e.partner = g.map_or(0, |g| g.id),
                    // The channel was collected with nobody left to notice.
                    Err(_) => {
                        self.timers.forget(id);
                        return Ok(());
                    }
                }
            }
            Action::Start(func) => {
                let at_pc = self.at_pc;
                self.at_pc = t.site;
                let bubble = std::mem::replace(&mut self.bubble, t.bubble);
                let started = self.start_g(func, 0);
                self.bubble = bubble;
                if let Ok(g) = started {
                    self.saw_spawn(g, TIMER_BIT | id);
                }
                self.at_pc = at_pc;
                match started {
                    Ok(g) => {
                        e.partner = g.id;
                        sched.ready(g, Ready::Next);
                    }
                    Err(Trap::Stop(s)) => return Err(Trap::Stop(s)),
                    Err(_) => {}
                }
            }
        }
        e.woke = e.partner != 0;
        self.push(e);
        Ok(())
    }

    /// When the next timer is due that somebody waits for; `None` if time alone changes nothing.
    pub(crate) fn next_wakeup(&self) -> Option<u64> {
        self.first_awaited(&self.timers.queue)
    }

    /// The same by the clock of a bubble.
    pub(crate) fn next_in_bubble(&self, bubble: u32) -> Option<u64> {
        self.first_awaited(self.timers.in_bubble(bubble)?)
    }

    fn first_awaited(&self, queue: &Queue) -> Option<u64> {
        queue
            .iter()
            .find(
                |(_, _, id)| match self.timers.all.get(id).map(|t| t.action) {
                    Some(Action::Wake(_) | Action::Start(_)) => true,
                    Some(Action::Send(ch)) => self
                        .mem
                        .word(ch + hchan::RECVQ)
                        .is_some_and(|q| q as u32 != 0),
                    None => false,
                },
            )
            .map(|(when, _, _)| *when)
    }
}
