//! One program's run with its past: the machine, the policy, the checkpoints, and the ways through
//! time that every motion is made of. What a request means is `session.rs`'s matter.
//!
//! A *settled* position at step n is the last moment before the next visible operation or
//! scheduling question after event n: where a person who steps from operation to operation stands.
//! It depends on n alone, however one got there.

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol as p;
use sched::{Choice, Policy, Schedule};
use vm::{Config, EventLog, Limits, Record, RunOutcome, StopReason, Until, Vm};

use crate::checkpoint::{Checkpoint, Checkpoints};
use crate::convert;
use crate::oracle::{Hold, Oracle};
use crate::workbench::Code;

/// Events that are kept; older ones are dropped.
pub(crate) const KEPT_EVENTS: usize = (1 << 20) + (1 << 16);
/// How far behind an event a settled position may be.
const SETTLE: u64 = 20_000;
/// A replay longer than this leaves a checkpoint a little before its end, for steps back.
const LONG: u64 = 250_000;

/// Bounds on what is run again to write its decisions down.
const MAX_AGAIN: u64 = 50_000_000;
const MAX_DECISIONS: u64 = 100_000;

/// What a run is made of besides the program.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    pub(crate) policy: p::Policy,
    pub(crate) seed: u64,
    /// What is replayed, if anything is.
    pub(crate) schedule: Option<Schedule>,
    pub(crate) limits: Limits,
}

/// The machine of the current branch.
pub(crate) struct Track {
    pub(crate) code: Arc<Code>,
    pub(crate) vm: Vm,
    pub(crate) oracle: Oracle,
    pub(crate) marks: Checkpoints,
    /// A person's choices on this branch, by decision.
    pub(crate) overrides: BTreeMap<u64, u32>,
    /// The furthest that this branch was executed.
    pub(crate) far_tick: u64,
    pub(crate) far_step: u64,
    pub(crate) far_decision: u64,
    /// How it ended, once it has.
    pub(crate) end: Option<StopReason>,
    /// The run pauses at decisions (policy `Manual`).
    pub(crate) manual: bool,
}

/// A branch that is not looked at now.
#[derive(Clone, Debug)]
pub(crate) struct Resting {
    marks: Checkpoints,
    overrides: BTreeMap<u64, u32>,
    pub(crate) far_tick: u64,
    pub(crate) far_step: u64,
    far_decision: u64,
    pub(crate) end: Option<StopReason>,
    log: EventLog,
    /// Where it was left.
    pub(crate) tick: u64,
    pub(crate) step: u64,
}

/// What one slice of execution came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slice {
    /// The budget is used up.
    More,
    /// The tick or step asked for.
    Reached,
    Break,
    /// A question is open.
    Question,
    Ended,
}

impl Track {
    pub(crate) fn new(code: Arc<Code>, setup: Setup) -> Self {
        let (base, points) = convert::base(setup.policy, setup.schedule);
        let config = Config {
            seed: setup.seed,
            args: vec!["main".to_owned()],
            stdin: Vec::new(),
            limits: setup.limits,
            record: Record::Keep(KEPT_EVENTS),
            race: false,
            touches: false,
            eager: false,
        };
        let mut track = Track {
            vm: Vm::new(Arc::clone(&code.program), config),
            code,
            oracle: Oracle::new(Policy::new(base, setup.seed)),
            marks: Checkpoints::new(),
            overrides: BTreeMap::new(),
            far_tick: 0,
            far_step: 0,
            far_decision: 0,
            end: None,
            manual: setup.policy == p::Policy::Manual,
        };
        track.vm.set_points(points);
        track.marks.take(&mut track.vm, &track.oracle);
        track
    }

    pub(crate) fn tick(&self) -> u64 {
        self.vm.tick()
    }

    pub(crate) fn step(&self) -> u64 {
        self.vm.event_count()
    }

    pub(crate) fn decision(&self) -> u64 {
        self.oracle.policy.decision()
    }

    /// Whether the run stands where it has never been further.
    pub(crate) fn at_frontier(&self) -> bool {
        self.tick() >= self.far_tick && self.step() >= self.far_step
    }

    /// Executes at most `budget` instructions, taking checkpoints on the way.
    pub(crate) fn go(&mut self, budget: u64, until: Until, hold: Hold) -> Slice {
        self.oracle.hold = hold;
        let end = self.tick().saturating_add(budget);
        let slice = loop {
            let room = end.saturating_sub(self.tick());
            if room == 0 {
                break Slice::More;
            }
            let due = self.marks.next_due().saturating_sub(self.tick()).max(1);
            let outcome = self.vm.run(&mut self.oracle, room.min(due), until);
            match outcome {
                RunOutcome::Budget => {
                    if self.tick() >= self.marks.next_due() {
                        self.marks.take(&mut self.vm, &self.oracle);
                    }
                }
                RunOutcome::Reached => break Slice::Reached,
                RunOutcome::Break => break Slice::Break,
                RunOutcome::Choice => break Slice::Question,
                RunOutcome::Stopped(stop) => {
                    self.end = Some(stop);
                    break Slice::Ended;
                }
            }
        };
        self.note_frontier();
        slice
    }

    fn note_frontier(&mut self) {
        self.far_tick = self.far_tick.max(self.tick());
        self.far_step = self.far_step.max(self.step());
        self.far_decision = self.far_decision.max(self.decision());
    }

    /// The hold under which the future is entered: where nobody has decided yet, a person is asked
    /// if that is the policy. `free`: decisions below this are the policy's in any case.
    pub(crate) fn future_hold(&self, free: u64) -> Hold {
        if self.manual {
            Hold::Decisions(free.max(self.far_decision))
        } else {
            Hold::Never
        }
    }

    fn restore(&mut self, mark: &Checkpoint) {
        let mut oracle = mark.restore(&mut self.vm);
        oracle.picks = self.overrides.clone();
        self.oracle = oracle;
    }

    /// Goes back to where event number `step` is still to come, unless it already is.
    pub(crate) fn before_step(&mut self, step: u64) {
        let mark = self.marks.before_step(step);
        let Some(mark) = mark else { return };
        // From here on if that is nearer.
        if self.step() < step && self.tick() >= mark.tick {
            return;
        }
        self.restore(&mark);
    }

    /// Goes to where `tick` is still to come or just reached.
    pub(crate) fn before_tick(&mut self, tick: u64) {
        let Some(mark) = self.marks.before_tick(tick) else {
            return;
        };
        // At the same tick something may have happened already: a start, a timer.
        if self.tick() < tick && self.tick() >= mark.tick {
            return;
        }
        self.restore(&mark);
    }

    /// Goes back to the latest checkpoint strictly before `tick`; its tick. None at the start.
    pub(crate) fn checkpoint_before(&mut self, tick: u64) -> Option<u64> {
        let mark = self.marks.before_tick(tick.checked_sub(1)?)?;
        self.restore(&mark);
        Some(mark.tick)
    }

    /// Goes to where decision `n` is still to come.
    pub(crate) fn before_decision(&mut self, n: u64) {
        if let Some(mark) = self.marks.before_decision(n) {
            self.restore(&mark);
        }
    }

    /// From right after event `step` on to the settled position; false if the way there passes
    /// another event: then one has to go back to the event itself.
    pub(crate) fn settle(&mut self) -> bool {
        let (tick, step) = (self.tick(), self.step());
        if self.vm.stopped().is_some() {
            return true;
        }
        // The same limit whatever the moment within the instruction: counted from the event.
        let from = self
            .vm
            .log()
            .get(step.wrapping_sub(1))
            .map_or(tick, |e| e.tick);
        let limit = from.saturating_add(SETTLE);
        let until = Until {
            tick: Some(limit),
            events: Some(step + 1),
            breaks: None,
        };
        let far = (
            self.far_tick,
            self.far_step,
            self.far_decision,
            self.end.clone(),
        );
        let slice = self.go(SETTLE * 2, until, Hold::Everywhere);
        if self.step() > step || slice == Slice::Ended {
            // What lies beyond was not asked for.
            if far.1 <= step {
                (self.far_tick, self.far_step, self.far_decision, self.end) = far;
                self.marks.cut(self.far_tick);
            }
            return false;
        }
        true
    }

    /// Whether a replay to `tick` is long enough to leave a checkpoint on the way; where.
    pub(crate) fn waypoint(&self, tick: u64) -> Option<u64> {
        let way = tick.saturating_sub(self.tick());
        (way > LONG).then(|| tick - LONG / 3)
    }

    pub(crate) fn mark_here(&mut self) {
        if self.tick() < self.marks.last_tick().unwrap_or(0) {
            self.marks.take_between(&mut self.vm, &self.oracle);
        }
    }

    /// What `read` sees of the machine right after event number `index` (from 0), which has
    /// happened: a look into the past, after which everything is as it was.
    pub(crate) fn after_event<T>(&mut self, index: u64, read: impl FnOnce(&Vm) -> T) -> T {
        if index + 1 == self.step() {
            return read(&self.vm);
        }
        let mark = match self.step() > index {
            true => self.marks.before_step(index + 1),
            false => None,
        };
        self.aside(mark, |track| {
            track.again(Until::events(index + 1));
            read(&track.vm)
        })
    }

    /// Goes from tick `from` to here once more, instruction by instruction, and shows the machine
    /// before each of them; then everything is as it was.
    pub(crate) fn step_again(&mut self, from: u64, mut show: impl FnMut(&Vm)) {
        let end = self.tick();
        let mark = self.marks.before_tick(from);
        self.aside(mark, |track| {
            track.again(Until::tick(from));
            while track.tick() < end {
                show(&track.vm);
                let next = Until::tick(track.tick() + 1);
                if track.again(next) != RunOutcome::Reached {
                    break;
                }
            }
        });
    }

    /// Goes through all that was executed once more, from the start, and shows the machine at each
    /// of these places (ascending); then everything is as it was.
    pub(crate) fn visit(&mut self, places: &[Until], mut show: impl FnMut(&mut Vm)) {
        let mark = self.marks.first();
        self.aside(mark, |track| {
            for place in places {
                match track.again(*place) {
                    RunOutcome::Reached => show(&mut track.vm),
                    RunOutcome::Stopped(_) => {
                        show(&mut track.vm);
                        break;
                    }
                    _ => break,
                }
            }
        });
    }

    /// Lets `look` move about from a checkpoint on, or from here; then everything is as it was.
    fn aside<T>(&mut self, mark: Option<Arc<Checkpoint>>, look: impl FnOnce(&mut Self) -> T) -> T {
        let here = self.vm.snapshot();
        let (oracle, log) = (self.oracle.clone(), self.vm.log().clone());
        if let Some(mark) = mark {
            self.restore(&mark);
        }
        self.oracle.hold = Hold::Never;
        let seen = look(self);
        self.vm.set_log(log);
        self.vm.restore(&here);
        self.oracle = oracle;
        seen
    }

    /// Runs over known ground: the way there was gone before.
    fn again(&mut self, until: Until) -> RunOutcome {
        self.vm.run(&mut self.oracle, MAX_AGAIN, until)
    }

    // ---- branches

    /// Everything of this branch that is needed to come back to it.
    pub(crate) fn rest(&self) -> Resting {
        let mut marks = self.marks.clone();
        marks.rest();
        Resting {
            marks,
            overrides: self.overrides.clone(),
            far_tick: self.far_tick,
            far_step: self.far_step,
            far_decision: self.far_decision,
            end: self.end.clone(),
            log: self.vm.log().clone(),
            tick: self.tick(),
            step: self.step(),
        }
    }

    /// Makes the present the furthest point: a new branch begins.
    pub(crate) fn cut_here(&mut self) {
        let decision = self.decision();
        self.overrides.split_off(&decision);
        self.oracle.picks.split_off(&decision);
        self.marks.cut(self.tick());
        let mut log = self.vm.log().clone();
        log.cut();
        self.vm.set_log(log);
        self.far_tick = self.tick();
        self.far_step = self.step();
        self.far_decision = decision;
        self.end = None;
    }

    /// Takes up another branch, at its start; the way to where it was left is still to be gone.
    pub(crate) fn wake(&mut self, branch: &Resting) {
        self.marks = branch.marks.clone();
        self.overrides = branch.overrides.clone();
        self.far_tick = branch.far_tick;
        self.far_step = branch.far_step;
        self.far_decision = branch.far_decision;
        self.end = branch.end.clone();
        self.vm.set_log(branch.log.clone());
        if let Some(mark) = self
            .marks
            .before_tick(branch.tick)
            .or_else(|| self.marks.first())
        {
            self.restore(&mark);
        }
    }

    /// Takes the open decision.
    pub(crate) fn choose(&mut self, pick: u32) {
        let decision = self.decision();
        self.overrides.split_off(&decision);
        self.prescribe(decision, pick);
        self.oracle.question = None;
    }

    /// A person's choice at some decision, past or to come.
    pub(crate) fn prescribe(&mut self, decision: u64, pick: u32) {
        self.overrides.insert(decision, pick);
        self.oracle.picks = self.overrides.clone();
    }

    /// Every decision of this run up to the present, found by running it again; `None` when there
    /// are too many.
    pub(crate) fn decisions(&self, setup: Setup) -> Option<Vec<u32>> {
        let mut again = Track::new(Arc::clone(&self.code), setup);
        again.overrides = self.overrides.clone();
        again.oracle.picks = self.overrides.clone();
        again.oracle.policy.record();
        let slice = again.go(MAX_AGAIN, Until::tick(self.tick()), Hold::Never);
        if slice == Slice::More {
            return None;
        }
        let schedule = again.oracle.policy.recorded()?;
        if schedule.len() > MAX_DECISIONS {
            return None;
        }
        let pick = |choice: &Choice| match choice {
            Choice::Goroutine(g) => *g,
            Choice::Case(c) => u32::from(*c),
            Choice::Timer(t) => *t as u32,
            Choice::Draw(k) => *k,
        };
        let runs = Schedule::runs(schedule).iter();
        Some(
            runs.flat_map(|(choice, n)| std::iter::repeat_n(pick(choice), *n as usize))
                .collect(),
        )
    }
}
