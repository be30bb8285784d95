//! A recorded run, made again from its start with nobody asked: exactly the run that a session
//! shows, event by event and tick by tick, but watched for races. It has no past to go back to.

use std::sync::Arc;

use protocol as p;
use protocol::Fault;
use sched::{Policy, Schedule};
use vm::{Config, Record, RunOutcome, Scheduler, StopReason, Until, Vm};

use crate::convert;
use crate::oracle::Oracle;
use crate::session::MAX_CHOICES;
use crate::workbench::Code;

/// Instructions of a run that is looked at.
const MOST_TICKS: u64 = 500_000_000;
/// How to make a run again.
pub(crate) struct Score {
    program: Arc<bytecode::Program>,
    config: Config,
    oracle: Oracle,
    points: Vec<u32>,
    /// Not beyond this tick: a person decides there, and nobody has yet.
    until: Option<u64>,
    /// Whether our own limit is lower than the run's.
    cut: bool,
}

impl Score {
    pub(crate) fn new(
        code: &Code,
        recording: &p::Recording,
        limits: &p::Limits,
    ) -> Result<Score, Fault> {
        let schedule = match &recording.schedule {
            None => None,
            Some(text) => match text.parse::<Schedule>() {
                Ok(schedule) => Some(schedule),
                Err(_) => return Err(Fault::Diverged { step: 0 }),
            },
        };
        let (base, points) = convert::base(recording.policy, schedule);
        let mut bounds = convert::limits(limits);
        let cut = bounds.steps > MOST_TICKS;
        bounds.steps = bounds.steps.min(MOST_TICKS);
        let mut oracle = Oracle::new(Policy::new(base, recording.seed));
        let manual = recording.manual.iter().take(MAX_CHOICES);
        oracle.picks = manual.map(|m| (m.decision, m.pick)).collect();
        Ok(Score {
            program: Arc::clone(&code.program),
            config: Config {
                seed: recording.seed,
                args: vec!["main".to_owned()],
                stdin: Vec::new(),
                limits: bounds,
                record: Record::Off,
                race: true,
                touches: false,
                eager: false,
            },
            oracle,
            points,
            until: (recording.policy == p::Policy::Manual).then_some(recording.tick),
            cut,
        })
    }

    /// The machine at the start, and its policy.
    pub(crate) fn start(&self, race: bool, record: Record) -> (Vm, Oracle) {
        let config = Config {
            race,
            record,
            ..self.config.clone()
        };
        let mut vm = Vm::new(Arc::clone(&self.program), config);
        vm.set_points(self.points.iter().copied());
        (vm, self.oracle.clone())
    }

    /// Runs on for so many instructions at most; false once it is at its end, or as far as the
    /// recording goes.
    pub(crate) fn go(&self, vm: &mut Vm, sched: &mut dyn Scheduler, ticks: u64) -> bool {
        let slice = vm.tick().saturating_add(ticks);
        let until = Until::tick(self.until.map_or(slice, |t| t.min(slice)));
        let outcome = vm.run(sched, u64::MAX >> 1, until);
        matches!(outcome, RunOutcome::Reached) && self.until.is_none_or(|t| vm.tick() < t)
    }

    /// The same, but not past so many events; false once it has these.
    pub(crate) fn reach(
        &self,
        vm: &mut Vm,
        sched: &mut dyn Scheduler,
        events: u64,
        ticks: u64,
    ) -> bool {
        let slice = vm.tick().saturating_add(ticks);
        let until = Until {
            events: Some(events),
            ..Until::tick(self.until.map_or(slice, |t| t.min(slice)))
        };
        let outcome = vm.run(sched, u64::MAX >> 1, until);
        let paused = matches!(outcome, RunOutcome::Reached) && vm.event_count() < events;
        paused && self.until.is_none_or(|t| vm.tick() < t)
    }

    /// The tick beyond which it does not go.
    pub(crate) fn until(&self) -> Option<u64> {
        self.until
    }

    /// Whether it was a limit of ours that ended the run.
    pub(crate) fn limited(&self, vm: &Vm) -> bool {
        matches!(vm.stopped(), Some(StopReason::Limit(vm::Limit::Steps(_)))) && self.cut
    }
}
