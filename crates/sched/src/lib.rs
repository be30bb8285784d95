//! Scheduling policies behind the machine's `Scheduler` trait.
//!
//! One closed enum-like value, [`Policy`]: Go's own order on one P, or seeded random choice at
//! every visible operation, or a recorded schedule; on top of any of them a person's choices at
//! single decisions ("you choose"). Clone it together with the machine's snapshot.
//!
//! Decisions are numbered from 0 in the order in which the machine asks: who runs when nobody
//! does, whether the running goroutine goes on before each visible operation, which ready case a
//! select takes. The number of a decision, not its time, keys overrides and replays.

#![forbid(unsafe_code)]

mod one_p;
mod rng;
mod schedule;

use std::collections::BTreeMap;

use vm::{CaseChoice, GRef, Pick, Point, Ready, Scheduler};

pub use one_p::SLICE;
pub use rng::Rng;
pub use schedule::{Choice, Schedule, ScheduleError};

use one_p::OneP;

/// Who decides where a person did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// Go's runtime with GOMAXPROCS=1.
    Go,
    /// Uniformly at random among those that can run, at every visible operation.
    Random,
    /// A recorded schedule, decision by decision; when it ends, or a person decides otherwise,
    /// Go's order goes on.
    Replay(Schedule),
}

/// A policy and its whole state.
#[derive(Clone, Debug)]
pub struct Policy {
    base: Base,
    seed: u64,
    rng: Rng,
    queues: OneP,
    /// Number of the next decision.
    decision: u64,
    overrides: BTreeMap<u64, Choice>,
    /// Pause at every decision that has alternatives and no override.
    ask: bool,
    /// Replay position: run, and how much of it is used.
    at: (usize, u32),
    /// A person decided otherwise than the schedule: it says no more.
    left: bool,
    /// Decisions so far, if they are recorded.
    log: Option<Schedule>,
}

impl Policy {
    pub fn new(base: Base, seed: u64) -> Self {
        let seed = match &base {
            Base::Replay(s) => s.seed,
            Base::Go | Base::Random => seed,
        };
        Policy {
            base,
            seed,
            rng: Rng::new(seed),
            queues: OneP::default(),
            decision: 0,
            overrides: BTreeMap::new(),
            ask: false,
            at: (0, 0),
            left: false,
            log: None,
        }
    }

    pub fn base(&self) -> &Base {
        &self.base
    }

    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Number of the decision that comes next.
    pub fn decision(&self) -> u64 {
        self.decision
    }

    /// Whether the run pauses at each decision with alternatives.
    pub fn set_ask(&mut self, ask: bool) {
        self.ask = ask;
    }

    /// A person's choice for decision number `at`.
    pub fn set_override(&mut self, at: u64, choice: Choice) {
        self.overrides.insert(at, choice);
    }

    /// Drops the choices for decisions from `at` on: the past was changed.
    pub fn clear_overrides_from(&mut self, at: u64) {
        self.overrides.split_off(&at);
    }

    /// All choices made by a person, by decision number.
    pub fn overrides(&self) -> &BTreeMap<u64, Choice> {
        &self.overrides
    }

    /// Records every decision from now on.
    pub fn record(&mut self) {
        self.log = Some(Schedule::new(self.seed));
    }

    /// What was recorded.
    pub fn recorded(&self) -> Option<&Schedule> {
        self.log.as_ref()
    }

    /// Whether every decision is Go's, and nobody writes them down.
    fn is_plain(&self) -> bool {
        matches!(self.base, Base::Go)
            && !self.ask
            && self.overrides.is_empty()
            && self.log.is_none()
    }

    fn decided(&mut self, choice: Choice) {
        self.decision += 1;
        if let Some(log) = &mut self.log {
            log.push(choice);
        }
    }

    /// The next decision of the schedule being replayed.
    fn next_replayed(&mut self) -> Option<Choice> {
        let Base::Replay(schedule) = &self.base else {
            return None;
        };
        if self.left {
            return None;
        }
        let &(choice, n) = schedule.runs().get(self.at.0)?;
        self.at.1 += 1;
        if self.at.1 >= n {
            self.at = (self.at.0 + 1, 0);
        }
        Some(choice)
    }

    /// What is prescribed for this decision, by a person or by a schedule. A person's choice of a
    /// goroutine that cannot run (any more) is passed over: it may have ended without asking.
    fn prescribed(&mut self, current: Option<GRef>) -> Option<Choice> {
        let replayed = self.next_replayed();
        match self.overrides.get(&self.decision) {
            Some(&Choice::Goroutine(id))
                if current.is_none_or(|c| c.id != id) && self.find(id).is_none() =>
            {
                replayed
            }
            Some(&choice) => {
                self.left |= replayed.is_some_and(|r| r != choice);
                Some(choice)
            }
            None => replayed,
        }
    }

    /// Whether the next decision of the schedule is to let a timer go off.
    fn timer_is_next(&self) -> bool {
        let Base::Replay(schedule) = &self.base else {
            return false;
        };
        let next = schedule.runs().get(self.at.0);
        !self.left && matches!(next, Some((Choice::Timer(_), _)))
    }

    fn find(&self, id: u32) -> Option<GRef> {
        self.queues.runnable().into_iter().find(|g| g.id == id)
    }
}

impl Scheduler for Policy {
    fn ready(&mut self, g: GRef, place: Ready) {
        self.queues.ready(g, place);
    }

    fn pick(&mut self, now: u64) -> Pick {
        if self.is_plain()
            && let Some((g, slice)) = self.queues.pick(now)
        {
            self.decision += 1;
            return Pick::Run { g, slice };
        }
        self.pick_prescribed(now)
    }

    fn asks(&self) -> bool {
        true
    }

    fn steered(&self) -> bool {
        !self.left && matches!(&self.base, Base::Replay(schedule) if schedule.steered)
    }

    fn point(&mut self, current: GRef, now: u64) -> Point {
        if self.queues.is_empty() && !self.steered() {
            // Nobody else can run: not a decision unless a schedule says it was one.
            return Point::Stay;
        }
        if self.is_plain() {
            self.decision += 1;
            return Point::Stay;
        }
        self.point_prescribed(current, now)
    }

    fn choose_case(&mut self, _g: GRef, ready: &[u16]) -> CaseChoice {
        if self.ask && !self.overrides.contains_key(&self.decision) {
            return CaseChoice::Ask;
        }
        let n = match self.prescribed(None) {
            Some(Choice::Case(n)) if usize::from(n) < ready.len() => usize::from(n),
            Some(_) => return CaseChoice::Diverged,
            None => self.rng.below(ready.len().max(1)),
        };
        self.decided(Choice::Case(n as u16));
        CaseChoice::Take(n)
    }

    fn draws(&self) -> bool {
        !self.left && matches!(&self.base, Base::Replay(schedule) if schedule.draws)
    }

    fn draw(&mut self, _g: GRef, values: u64) -> Option<u64> {
        let Base::Replay(schedule) = &self.base else {
            return None;
        };
        let &(Choice::Draw(k), _) = schedule.runs().get(self.at.0)? else {
            return None;
        };
        if self.left || u64::from(k) >= values {
            return None;
        }
        self.next_replayed();
        self.decided(Choice::Draw(k));
        Some(u64::from(k))
    }

    fn random(&mut self) -> u64 {
        self.rng.next()
    }

    fn runnable(&self) -> Vec<GRef> {
        self.queues.runnable()
    }
}

/// The same where somebody prescribes, asks or writes down: kept apart so that plain policies,
/// asked before every visible operation, answer in a few instructions.
impl Policy {
    #[inline(never)]
    fn pick_prescribed(&mut self, now: u64) -> Pick {
        if self.queues.is_empty() && !self.timer_is_next() {
            self.queues.idle();
            return Pick::Idle;
        }
        if self.ask && self.queues.len() > 1 && !self.overrides.contains_key(&self.decision) {
            return Pick::Ask;
        }
        let (g, slice) = match self.prescribed(None) {
            Some(Choice::Goroutine(id)) => {
                let Some(g) = self.find(id) else {
                    return Pick::Diverged;
                };
                self.queues.take(g);
                (g, self.queues.start(now))
            }
            Some(Choice::Case(_) | Choice::Draw(_)) => return Pick::Diverged,
            Some(Choice::Timer(id)) => {
                self.decided(Choice::Timer(id));
                return Pick::Fire(id);
            }
            None if self.base == Base::Random => {
                let n = self.rng.below(self.queues.len());
                let Some(g) = self.queues.nth(n) else {
                    return Pick::Idle;
                };
                self.queues.take(g);
                (g, self.queues.start(now))
            }
            None => match self.queues.pick(now) {
                Some(picked) => picked,
                None => return Pick::Idle,
            },
        };
        self.decided(Choice::Goroutine(g.id));
        Pick::Run { g, slice }
    }

    #[inline(never)]
    fn point_prescribed(&mut self, current: GRef, now: u64) -> Point {
        if self.ask && !self.overrides.contains_key(&self.decision) {
            return Point::Ask;
        }
        let target = match self.prescribed(Some(current)) {
            Some(Choice::Goroutine(id)) if id == current.id => None,
            Some(Choice::Goroutine(id)) => match self.find(id) {
                Some(g) => Some(g),
                None => return Point::Diverged,
            },
            Some(Choice::Case(_) | Choice::Draw(_)) => return Point::Diverged,
            Some(Choice::Timer(id)) => {
                self.decided(Choice::Timer(id));
                return Point::Fire(id);
            }
            None if self.base == Base::Random => {
                let n = self.rng.below(self.queues.len() + 1);
                n.checked_sub(1).and_then(|n| self.queues.nth(n))
            }
            None => None,
        };
        match target {
            None => {
                self.decided(Choice::Goroutine(current.id));
                Point::Stay
            }
            Some(g) => {
                self.queues.take(g);
                self.queues.put_front(current);
                self.decided(Choice::Goroutine(g.id));
                Point::Switch {
                    g,
                    slice: self.queues.start(now),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn g(id: u32) -> GRef {
        GRef { slot: id, id }
    }

    /// Drives a policy with three goroutines for `n` decisions; who ran, by id.
    fn drive(policy: &mut Policy, n: usize) -> Vec<u32> {
        for id in 1..=3 {
            policy.ready(g(id), Ready::Tail);
        }
        let mut out = Vec::new();
        let mut current: Option<GRef> = None;
        while out.len() < n {
            match current {
                None => match policy.pick(0) {
                    Pick::Run { g, .. } => current = Some(g),
                    _ => break,
                },
                Some(c) => match policy.point(c, 0) {
                    Point::Stay => {}
                    Point::Switch { g, .. } => current = Some(g),
                    _ => break,
                },
            }
            out.extend(current.map(|g| g.id));
        }
        out
    }

    #[test]
    fn same_seed_same_run_and_replay_repeats_it() {
        let mut a = Policy::new(Base::Random, 42);
        a.record();
        let ran = drive(&mut a, 50);
        assert_eq!(drive(&mut Policy::new(Base::Random, 42), 50), ran);
        assert_ne!(drive(&mut Policy::new(Base::Random, 43), 50), ran);
        let schedule: Schedule = a
            .recorded()
            .expect("recorded")
            .to_string()
            .parse()
            .expect("parses");
        assert_eq!(drive(&mut Policy::new(Base::Replay(schedule), 0), 50), ran);
    }

    #[test]
    fn a_choice_overrides_one_decision() {
        let mut p = Policy::new(Base::Go, 1);
        p.set_override(2, Choice::Goroutine(3));
        assert_eq!(drive(&mut p, 4), [1, 1, 3, 3]);
    }

    #[test]
    fn choosing_who_cannot_run_is_passed_over() {
        let mut p = Policy::new(Base::Go, 1);
        p.set_override(0, Choice::Goroutine(9));
        p.ready(g(1), Ready::Tail);
        assert!(matches!(p.pick(0), Pick::Run { g: who, .. } if who == g(1)));
    }

    #[test]
    fn a_schedule_that_names_who_cannot_run_diverges() {
        let schedule: Schedule = "s1:1:g9".parse().expect("parses");
        let mut p = Policy::new(Base::Replay(schedule), 1);
        p.ready(g(1), Ready::Tail);
        assert_eq!(p.pick(0), Pick::Diverged);
    }

    #[test]
    fn asking_pauses_until_a_choice_is_there() {
        let mut p = Policy::new(Base::Go, 1);
        p.set_ask(true);
        p.ready(g(1), Ready::Tail);
        p.ready(g(2), Ready::Tail);
        assert_eq!(p.pick(0), Pick::Ask);
        p.set_override(0, Choice::Goroutine(2));
        assert_eq!(
            p.pick(0),
            Pick::Run {
                g: g(2),
                slice: SLICE
            }
        );
    }
}
