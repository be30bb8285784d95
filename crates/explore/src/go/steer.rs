//! The policy by which the explorer moves one goroutine at a time: it answers the machine's
//! questions with "this one, one operation", and pauses the run at every other question.
//!
//! What it answered is the schedule that a replay takes, if it is written down.

use sched::{Choice, Schedule};
use vm::{CaseChoice, GRef, Pick, Point, Ready, Scheduler, Vm};

/// See the module's text.
#[derive(Debug, Default)]
pub(crate) struct Steer {
    /// Who is to run.
    target: GRef,
    /// It may be given the processor.
    go: bool,
    /// It may perform the operation before which it stands.
    allow: bool,
    fire: Option<u64>,
    label: u32,
    /// Random numbers that can have so many values at most are decisions; 0: none are.
    pub(crate) most_values: u64,
    /// The select that comes waits for this case alone.
    pub(crate) bet: Option<u16>,
    /// The select that comes finds this case ready, and takes it.
    pub(crate) wish: Option<u16>,
    /// Ready cases of the select that was met, or values of the number that was drawn, if there
    /// were several.
    pub(crate) labels: u32,
    /// Who became able to run, in order.
    pub(crate) news: Vec<GRef>,
    pub(crate) log: Option<Schedule>,
}

impl Steer {
    /// `g` is to run; it performs the operation before which it stands if `allow` says so. Where
    /// nothing is written down, the machine is told so before it asks.
    pub(crate) fn aim(&mut self, vm: &mut Vm, g: GRef, allow: bool) {
        let asks = self.log.is_some();
        if !asks {
            vm.grant(g, allow);
        }
        self.target = g;
        self.go = asks;
        self.allow = asks && allow;
        self.fire = None;
    }

    /// A timer is to go off, and nothing else to happen.
    pub(crate) fn aim_timer(&mut self, id: u64) {
        self.go = false;
        self.allow = false;
        self.fire = Some(id);
    }

    /// The select that comes takes this one of its ready cases.
    pub(crate) fn set_label(&mut self, label: u32) {
        self.label = label;
        self.labels = 1;
    }

    fn note(&mut self, choice: Choice) {
        if let Some(log) = &mut self.log {
            log.push(choice);
        }
    }
}

impl Scheduler for Steer {
    fn ready(&mut self, g: GRef, _: Ready) {
        self.news.push(g);
    }

    fn pick(&mut self, _: u64) -> Pick {
        if let Some(id) = self.fire.take() {
            self.note(Choice::Timer(id));
            return Pick::Fire(id);
        }
        if !self.go {
            return Pick::Ask;
        }
        self.go = false;
        self.note(Choice::Goroutine(self.target.id));
        Pick::Run {
            g: self.target,
            slice: u64::MAX,
        }
    }

    fn asks(&self) -> bool {
        true
    }

    fn steered(&self) -> bool {
        true
    }

    fn point(&mut self, current: GRef, _: u64) -> Point {
        if let Some(id) = self.fire.take() {
            self.note(Choice::Timer(id));
            return Point::Fire(id);
        }
        if current == self.target {
            self.go = false;
            if !self.allow {
                return Point::Ask;
            }
            self.allow = false;
            self.note(Choice::Goroutine(current.id));
            return Point::Stay;
        }
        if !self.go {
            return Point::Ask;
        }
        self.go = false;
        self.note(Choice::Goroutine(self.target.id));
        Point::Switch {
            g: self.target,
            slice: u64::MAX,
        }
    }

    fn choose_case(&mut self, _: GRef, ready: &[u16]) -> CaseChoice {
        self.labels = ready.len() as u32;
        let wish = self.wish.take();
        let wish = wish.and_then(|w| ready.iter().position(|r| *r == w));
        let label = wish.map_or(self.label, |w| w as u32);
        let label = label.min(self.labels.saturating_sub(1));
        self.note(Choice::Case(label as u16));
        CaseChoice::Take(label as usize)
    }

    fn bet(&mut self, _: GRef) -> Option<u16> {
        self.bet.take()
    }

    fn draws(&self) -> bool {
        self.most_values > 0
    }

    fn draw(&mut self, _: GRef, values: u64) -> Option<u64> {
        if values < 2 || values > self.most_values {
            return None;
        }
        self.labels = values as u32;
        let label = u64::from(self.label).min(values - 1) as u32;
        self.note(Choice::Draw(label));
        Some(u64::from(label))
    }

    fn random(&mut self) -> u64 {
        0
    }

    fn runnable(&self) -> Vec<GRef> {
        Vec::new()
    }
}
