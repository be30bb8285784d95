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
    /// That it may perform the operation before which it stands is to be written down once it does.
    due: bool,
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
    /// `g` is to run; it performs the operation before which it stands if `allow` says so. The
    /// machine is told so before it asks; what it would have been answered is written down.
    pub(crate) fn aim(&mut self, vm: &mut Vm, g: GRef, allow: bool) {
        self.fire = None;
        if self.log.is_some() {
            if vm.current() != Some(g) {
                self.note(Choice::Goroutine(g.id));
            }
            self.target = g;
            self.due = allow;
        }
        vm.grant(g, allow);
    }

    /// It has run.
    pub(crate) fn has_run(&mut self, vm: &Vm) {
        if self.due {
            self.due = false;
            if !vm.is_granted() {
                self.note(Choice::Goroutine(self.target.id));
            }
        }
    }

    /// A timer is to go off, and nothing else to happen.
    pub(crate) fn aim_timer(&mut self, id: u64) {
        self.fire = Some(id);
    }

    /// The select that comes takes this one of its ready cases.
    pub(crate) fn set_label(&mut self, label: u32) {
        self.label = label;
        self.labels = 1;
    }

    fn note(&mut self, choice: Choice) {
        if let Some(log) = &mut self.log {
            if std::mem::take(&mut self.due) {
                log.push(Choice::Goroutine(self.target.id));
            }
            log.push(choice);
        }
    }

    /// The timer that is to go off.
    fn fires(&mut self) -> Option<u64> {
        let id = self.fire.take()?;
        self.note(Choice::Timer(id));
        Some(id)
    }
}

impl Scheduler for Steer {
    fn ready(&mut self, g: GRef, _: Ready) {
        self.news.push(g);
    }

    fn pick(&mut self, _: u64) -> Pick {
        self.fires().map_or(Pick::Ask, Pick::Fire)
    }

    fn asks(&self) -> bool {
        true
    }

    fn steered(&self) -> bool {
        true
    }

    fn point(&mut self, _: GRef, _: u64) -> Point {
        self.fires().map_or(Point::Ask, Point::Fire)
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
