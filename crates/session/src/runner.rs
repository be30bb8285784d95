//! A program run straight through, without a past: what a command line wants.

use std::sync::Arc;

use protocol::EndKind;
use sched::{Base, Policy, Schedule};
use vm::{Config, Limits, Record, RunOutcome, StopReason, Until, Vm};

use crate::convert;
use crate::races;
use crate::trail::Trail;
use crate::workbench::Code;

/// Events kept of the run that a race is read off, and instructions beyond its second access.
const FOLLOWED: usize = 1 << 15;
const AFTER: u64 = 1_000_000;

/// Who decides what runs next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheduling {
    /// Go's own order on one P.
    Go,
    /// A seeded coin.
    Random,
    /// A schedule in its printed form.
    Replay(String),
}

/// Everything that determines a run, besides the program.
#[derive(Clone, Debug)]
pub struct RunSpec {
    pub scheduling: Scheduling,
    pub seed: u64,
    pub args: Vec<String>,
    pub stdin: Vec<u8>,
    /// Instructions.
    pub steps: Option<u64>,
    /// Bytes of memory.
    pub memory: Option<u64>,
    /// Bytes of output.
    pub output: Option<u64>,
    /// Whether to work out the hash over all events.
    pub hash: bool,
    /// How many of the latest events to keep.
    pub events: Option<usize>,
    /// Whether to write down every decision.
    pub schedule: bool,
    /// Whether to look for data races.
    pub race: bool,
    /// Whether to collect garbage after every allocation.
    pub eager: bool,
}

impl Default for RunSpec {
    fn default() -> Self {
        RunSpec {
            scheduling: Scheduling::Go,
            seed: 0,
            args: vec!["main".to_owned()],
            stdin: Vec::new(),
            steps: None,
            memory: None,
            output: None,
            hash: false,
            events: None,
            schedule: false,
            race: false,
            eager: false,
        }
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub kind: EndKind,
    /// The process's exit status.
    pub exit: i32,
    /// For those ends that the program's own output does not explain: limits, schedules that do
    /// not fit, defects of the engine.
    pub reason: Option<String>,
    /// The panic's or fatal error's line.
    pub message: Option<String>,
}

/// A run.
pub struct Runner {
    vm: Vm,
    policy: Policy,
    /// What a second run of the same program begins with.
    start: (Config, Policy),
    /// Bytes of output already handed out.
    seen: u64,
    /// Instructions before which a replayed schedule decides.
    breaks: Vec<u32>,
}

impl Runner {
    /// A run about to start; refuses a schedule that is none.
    pub fn new(code: &Code, spec: RunSpec) -> Result<Self, String> {
        let mut breaks = Vec::new();
        let base = match &spec.scheduling {
            Scheduling::Go => Base::Go,
            Scheduling::Random => Base::Random,
            Scheduling::Replay(text) => {
                let schedule = text.parse::<Schedule>().map_err(|e| e.to_string())?;
                breaks.clone_from(&schedule.breaks);
                Base::Replay(schedule)
            }
        };
        let mut policy = Policy::new(base, spec.seed);
        if spec.schedule {
            policy.record();
        }
        let seed = policy.seed();
        let mut limits = Limits::default();
        limits.steps = spec.steps.unwrap_or(u64::MAX >> 1);
        limits.memory = spec.memory.unwrap_or(limits.memory);
        limits.output = spec.output.unwrap_or(u64::MAX >> 1);
        let config = Config {
            seed,
            args: spec.args,
            stdin: spec.stdin,
            limits,
            record: match (spec.events, spec.hash) {
                (Some(events), _) => Record::Keep(events),
                (None, true) => Record::Hash,
                (None, false) => Record::Off,
            },
            race: spec.race,
            touches: false,
            eager: spec.eager,
        };
        let again = Config {
            record: Record::Off,
            race: false,
            ..config.clone()
        };
        let mut vm = Vm::new(Arc::clone(&code.program), config);
        vm.set_points(breaks.iter().copied());
        Ok(Runner {
            vm,
            breaks,
            start: (again, policy.clone()),
            policy,
            seen: 0,
        })
    }

    /// Goes on by at most so many instructions; says how the run ended when it has.
    pub fn go(&mut self, budget: u64) -> Option<Ended> {
        match self.vm.run(&mut self.policy, budget, Until::NONE) {
            RunOutcome::Stopped(stop) => Some(ended(&stop)),
            RunOutcome::Choice => Some(ended(&StopReason::Internal(
                "the policy asks, and nobody is there".to_owned(),
            ))),
            RunOutcome::Budget | RunOutcome::Reached | RunOutcome::Break => None,
        }
    }

    /// What was printed since the last call: stream (1 stdout, 2 stderr) and bytes, in order.
    pub fn printed(&mut self) -> Vec<(u8, Vec<u8>)> {
        let out = self.vm.output();
        let seen = self.seen;
        if out.len() == seen {
            return Vec::new();
        }
        self.seen = out.len();
        let mut at = 0;
        let mut new: Vec<(u8, Vec<u8>)> = Vec::new();
        for (stream, bytes) in out.runs() {
            let skip = usize::try_from(seen.saturating_sub(at)).unwrap_or(usize::MAX);
            at += bytes.len() as u64;
            let fresh = bytes.get(skip.min(bytes.len())..).unwrap_or(&[]);
            match new.last_mut() {
                _ if fresh.is_empty() => {}
                Some((last, text)) if *last == stream => text.extend_from_slice(fresh),
                _ => new.push((stream, fresh.to_vec())),
            }
        }
        new
    }

    pub fn hash(&self) -> u64 {
        self.vm.event_hash()
    }

    pub fn events(&self) -> u64 {
        self.vm.event_count()
    }

    pub fn ticks(&self) -> u64 {
        self.vm.tick()
    }

    /// Virtual nanoseconds since the start.
    pub fn time(&self) -> u64 {
        self.vm.now()
    }

    /// The races found so far, described; the program is run again for that.
    pub fn races(&self, code: &Code) -> Vec<protocol::Race> {
        if self.vm.races().is_empty() {
            return Vec::new();
        }
        let machine = |race: bool, record: Record| {
            let (config, policy) = self.start.clone();
            let config = Config {
                race,
                record,
                ..config
            };
            let mut vm = Vm::new(Arc::clone(&code.program), config);
            vm.set_points(self.breaks.iter().copied());
            (vm, policy)
        };
        // What a goroutine waits for after its access is part of what is said.
        let (mut vm, mut policy) = machine(true, Record::Keep(FOLLOWED));
        let until = self.vm.tick().saturating_add(AFTER);
        let trail = Trail::follow(code, &mut vm, &mut policy, Some(until));
        let (again, mut policy) = machine(true, Record::Off);
        races::describe(code, &self.vm, again, &mut policy, Some((&vm, &trail)))
    }

    /// How many races there were in all, those included that are too many to be told apart.
    pub fn race_count(&self) -> usize {
        self.vm.races().len()
    }

    /// The decisions in the form that a replay takes.
    pub fn schedule(&self) -> Option<String> {
        self.policy.recorded().map(ToString::to_string)
    }
}

/// Whether a text is a schedule; `Err` says why not.
pub fn check_schedule(text: &str) -> Result<(), String> {
    match text.parse::<Schedule>() {
        Ok(_) => Ok(()),
        Err(why) => Err(why.to_string()),
    }
}

pub(crate) fn ended(stop: &StopReason) -> Ended {
    let (reason, message) = match stop {
        StopReason::Finished | StopReason::Exit(_) | StopReason::Deadlock { .. } => (None, None),
        StopReason::Panic { message, .. } => (None, Some(message.clone())),
        StopReason::Fatal { message, .. } => (None, Some(format!("fatal error: {message}"))),
        StopReason::Limit(limit) => (Some(limit.to_string()), None),
        StopReason::Diverged => (
            Some("the schedule does not fit this program".to_owned()),
            None,
        ),
        StopReason::Internal(text) => (Some(format!("internal error: {text}")), None),
    };
    Ended {
        kind: convert::end_kind(stop),
        exit: stop.exit_code(),
        reason,
        message,
    }
}
