//! Timers as processes: each time one is started, a process begins whose only event (of a ticker:
//! events) is that it goes off.
//!
//! No event may disable another process, so a timer that was stopped still has its event, which
//! then does nothing. A ticker waits while its channel is full: ticks that would be dropped cannot
//! be noticed.
//!
//! What is known of time with [`Clock::Any`]: nothing happens before its time, and if a timer was
//! started after another one, and is due later by all that can be told, it goes off later. What
//! can be told is how much time has passed at least between the start of a timer and a point that
//! comes after it: the longest path of timers between the two.

use std::collections::BTreeMap;
use std::sync::Arc;

use vm::{NextOp, RunOutcome, TimerView};

use crate::access::Access;
use crate::go::effects::{Effect, chan};
use crate::go::setup::Clock;
use crate::go::state::{Kind, Proc, Standing, fresh};
use crate::go::subject::Subject;
use crate::hash::mix;
use crate::ids::EventId;
use crate::machine::{Step, Stuck};

/// A timer that was started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Timer {
    /// The machine's number.
    pub(crate) id: u64,
    /// Nanoseconds.
    duration: u64,
    period: u64,
    /// Neither stopped nor done.
    armed: bool,
    pub(crate) chan: u64,
    /// The place of whoever sleeps until it goes off.
    pub(crate) sleeper: Option<usize>,
    /// How often it goes off at most.
    left: u32,
    /// The event by which it went off or was stopped.
    resolved: Option<EventId>,
}

/// How many nanoseconds have passed at least since timers were started, by place of their process.
/// (Most programs start none.)
#[derive(Clone, Debug, Default)]
pub(crate) struct Elapsed(Option<Arc<BTreeMap<usize, u64>>>);

impl Elapsed {
    fn iter(&self) -> impl Iterator<Item = (&usize, &u64)> {
        self.0.iter().flat_map(|all| all.iter())
    }

    fn knows(&self, place: usize) -> bool {
        self.0.as_ref().is_some_and(|all| all.contains_key(&place))
    }

    fn all_mut(&mut self) -> &mut BTreeMap<usize, u64> {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl Subject {
    fn timer_object(&self, place: usize) -> u64 {
        let key = self.proc(place).map_or(0, |p| self.key(p.id));
        mix(key, 0x71e5)
    }

    fn timer(&self, place: usize) -> Option<Timer> {
        match self.proc(place)?.kind {
            Kind::Timer(t) => Some(t),
            Kind::Goroutine(_) => None,
        }
    }

    fn timer_mut(&mut self, place: usize) -> Option<&mut Timer> {
        match &mut self.state_mut().procs.get_mut(place)?.kind {
            Kind::Timer(t) => Some(t),
            Kind::Goroutine(_) => None,
        }
    }

    /// The process at `place` has started the machine's timer `id` by event `me`.
    pub(crate) fn timer_started(&mut self, place: usize, me: EventId, id: u64, out: &mut Step) {
        let Some(view) = self.vm.timer(id) else {
            return;
        };
        let TimerView { when, period, .. } = view;
        let duration = when.unwrap_or(0).saturating_sub(self.vm.now());
        let Some((process, elapsed)) = self.child_of(place) else {
            return;
        };
        let timer = Timer {
            id,
            duration,
            period,
            armed: true,
            chan: view.chan.unwrap_or(0),
            sleeper: view.sleeper.map(|_| place),
            left: if period > 0 { self.setup.ticks } else { 1 },
            resolved: None,
        };
        let mut proc = fresh(process, Kind::Timer(timer));
        proc.standing = Standing::Ready(NextOp::Silent);
        proc.elapsed = elapsed;
        let at = self.state_mut().add(proc);
        self.state_mut().timers.insert(id, at);
        out.wakes.push((process, me));
        out.wakes.extend(out.joins.iter().map(|e| (process, *e)));
        let earlier: Vec<EventId> = self
            .constraints(at)
            .filter_map(|t| self.timer(t)?.resolved)
            .collect();
        out.wakes.extend(earlier.into_iter().map(|e| (process, e)));
        if let Some(p) = self.state_mut().procs.get_mut(place) {
            p.elapsed.all_mut().insert(at, 0);
        }
    }

    /// Timers that cannot be due after the one at `place`.
    fn constraints(&self, place: usize) -> impl Iterator<Item = usize> {
        let me = self.timer(place);
        let elapsed = self.proc(place).map(|p| &p.elapsed);
        let mut found = Vec::new();
        if let (Some(me), Some(elapsed), Clock::Any) = (me, elapsed, self.setup.clock) {
            for (other, since) in elapsed.iter() {
                let other_is = self.timer(*other);
                let earlier = other_is.is_some_and(|t| {
                    t.period == 0 && t.duration < since.saturating_add(me.duration)
                });
                if earlier {
                    found.push(*other);
                }
            }
        }
        found.into_iter()
    }

    /// Whether a timer may go off now.
    pub(crate) fn timer_enabled(&self, place: usize, idle: bool, earliest: u64) -> bool {
        let Some(t) = self.timer(place) else {
            return false;
        };
        if !t.armed {
            return true;
        }
        match self.setup.clock {
            Clock::Any => !self
                .constraints(place)
                .any(|other| self.timer(other).is_some_and(|t| t.armed)),
            Clock::Exact => {
                let when = self.when(t.id);
                when <= self.vm.now() || idle && when <= earliest
            }
        }
    }

    fn when(&self, id: u64) -> u64 {
        self.vm.timer(id).and_then(|t| t.when).unwrap_or(0)
    }

    /// When the first timer is due.
    pub(crate) fn earliest(&self) -> u64 {
        let ready = self.state.procs.iter().filter_map(|p| match p.kind {
            Kind::Timer(t) if t.armed && matches!(p.standing, Standing::Ready(_)) => {
                Some(self.when(t.id))
            }
            _ => None,
        });
        ready.min().unwrap_or(u64::MAX)
    }

    /// Those whom a timer's end lets go off.
    fn release(&mut self, resolved: usize, me: EventId, out: &mut Step) {
        if let Some(t) = self.timer_mut(resolved) {
            t.armed = false;
            t.resolved.get_or_insert(me);
        }
        let waiting: Vec<_> = self
            .state
            .procs
            .iter()
            .enumerate()
            .filter(|(at, p)| {
                *at != resolved
                    && p.elapsed.knows(resolved)
                    && matches!(p.kind, Kind::Timer(t) if t.armed)
                    && self.constraints(*at).any(|c| c == resolved)
            })
            .map(|(_, p)| p.id)
            .collect();
        out.wakes.extend(waiting.into_iter().map(|id| (id, me)));
    }

    /// Stop or Reset of the machine's timer `id`.
    pub(crate) fn timer_stopped(&mut self, me: EventId, id: u64, out: &mut Step) {
        let Some(at) = self.state.timers.get(&id).copied() else {
            return;
        };
        out.accesses.push(Access::write(self.timer_object(at), 0));
        let Some(t) = self.timer(at) else { return };
        if t.chan != 0 {
            // What was sent and not received is gone.
            self.notices(t.chan);
            chan(self, t.chan, true, true, out);
            self.state_mut().shadow.chan(t.chan).buf.clear();
        }
        let parked = matches!(self.proc(at).map(|p| p.standing), Some(Standing::Parked(_)));
        if parked && let Some(p) = self.state_mut().procs.get_mut(at) {
            p.standing = Standing::Gone;
        }
        self.release(at, me, out);
    }

    /// A value was taken out of a timer's channel: its ticker may tick again.
    pub(crate) fn unblock_ticker(&mut self, ch: u64, me: EventId, out: &mut Step) {
        let ticker = |p: &Proc| {
            matches!(p.kind, Kind::Timer(t) if t.chan == ch && t.armed)
                && matches!(p.standing, Standing::Parked(_))
        };
        if let Some(at) = self.state.procs.iter().position(ticker)
            && let Some(p) = self.state_mut().procs.get_mut(at)
        {
            p.standing = Standing::Ready(NextOp::Silent);
            out.wakes.push((p.id, me));
        }
    }

    /// The event of a timer.
    pub(crate) fn step_timer(
        &mut self,
        place: usize,
        me: EventId,
        out: &mut Step,
    ) -> Result<(), Stuck> {
        let t = self.timer(place).ok_or(Stuck)?;
        let pending = self.vm.timer(t.id).is_some_and(|v| v.when.is_some());
        if !t.armed || !pending {
            out.accesses.push(Access::read(self.timer_object(place), 0));
            self.set(place, Standing::Gone);
            self.release(place, me, out);
            return Ok(());
        }
        let effect = Effect::before(self, place, me, NextOp::Send(t.chan));
        self.steer.aim_timer(t.id);
        let outcome = self.vm.run(&mut self.steer, 1, vm::Until::NONE);
        self.take_news(place);
        if t.sleeper.is_none() {
            out.accesses
                .push(Access::write(self.timer_object(place), 0));
        }
        if let RunOutcome::Stopped(reason) = outcome {
            self.ended(place, reason);
            self.set(place, Standing::Gone);
            return Ok(());
        }
        if t.chan != 0 {
            effect.timer_send(self, t.chan, out);
        } else if t.sleeper.is_some() {
            for w in self.woken.clone() {
                let id = self.proc(w).map(|p| p.id);
                out.wakes.extend(id.map(|id| (id, me)));
            }
        }
        let full = t.chan != 0 && self.vm.chan_count(t.chan) > 0;
        let left = t.left.saturating_sub(1);
        if let Some(t) = self.timer_mut(place) {
            t.left = left;
        }
        if left == 0 || t.period == 0 {
            self.ticked_out |= t.period > 0;
            self.set(place, Standing::Gone);
            self.release(place, me, out);
        } else if full {
            self.set(place, Standing::Parked(NextOp::Silent));
        }
        // The time that has passed.
        let passed = if t.period > 0 && me.nth > 0 {
            t.period
        } else {
            t.duration
        };
        if let Some(p) = self.state_mut().procs.get_mut(place)
            && p.elapsed.0.is_some()
        {
            for since in p.elapsed.all_mut().values_mut() {
                *since = since.saturating_add(passed);
            }
        }
        Ok(())
    }

    /// `to` comes after everything that `from` has done.
    pub(crate) fn learn_time(&mut self, to: usize, from: usize) {
        let Some(news) = self.proc(from).and_then(|p| p.elapsed.0.clone()) else {
            return;
        };
        if let Some(p) = self.state_mut().procs.get_mut(to) {
            let mine = p.elapsed.all_mut();
            for (at, since) in news.iter() {
                let known = mine.entry(*at).or_insert(*since);
                *known = (*known).max(*since);
            }
        }
    }
}
