//! What is explored, and under which reading of it.

use std::sync::Arc;

use bytecode::Program;
use vm::Limits;

/// Which operations on one object are dependent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Relation {
    /// All of them, but for two reads; a Lock waits until the mutex is free.
    Plain,
    /// All of them; a Lock arrives and queues. For comparisons.
    Coarse,
    /// Only those whose order can be told from what follows.
    #[default]
    Ticket,
}

/// What time means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Clock {
    /// A timer goes off some time after it was started: no work is too slow for it, none fast
    /// enough.
    #[default]
    Any,
    /// Work takes no time: timers go off when nobody else can move, the earliest first.
    Exact,
}

/// What is explored, and how it is looked at.
#[derive(Clone, Debug)]
pub struct Setup {
    pub program: Arc<Program>,
    pub seed: u64,
    pub args: Vec<String>,
    pub stdin: Vec<u8>,
    pub limits: Limits,
    pub relation: Relation,
    /// Whether more operations count as independent than the relation `ticket` says: additions
    /// whose sums nobody looks at, and what a select waits for in vain.
    pub commute: bool,
    /// Whether operations of which nobody else can tell when they happen are no decisions.
    pub quiet: bool,
    pub clock: Clock,
    /// Instructions that a goroutine may execute without a visible operation.
    pub patience: u64,
    /// Random numbers that the program draws from the run's own source are decisions, if they can
    /// have so many values at most; 0: those of the seed alone.
    pub draws: u32,
    /// Times that a ticker ticks.
    pub ticks: u32,
    /// Whether to look for data races, and to make accesses that race visible.
    pub race: bool,
    /// Races are no part of outcomes: it is for the sake of the accesses alone that they are looked
    /// for.
    pub silent: bool,
    /// Even then by the clocks of the race detector, as where too much is touched to be listed.
    pub clocks: bool,
}

impl Setup {
    /// Whether races are part of outcomes.
    pub(crate) fn tells_races(&self) -> bool {
        self.race && !self.silent
    }

    /// Whether what goroutines touch is listed, and compared by the search's own clocks: where races
    /// are not told, all that counts is whether two accesses could come the other way round.
    pub(crate) fn lists(&self) -> bool {
        self.race && self.silent && !self.clocks
    }

    /// Whether the race detector watches.
    pub(crate) fn detects(&self) -> bool {
        self.race && !self.lists()
    }

    /// The program with what `sudog run` gives it.
    pub fn new(program: Arc<Program>) -> Setup {
        Setup {
            program,
            seed: 0,
            args: vec!["main".to_owned()],
            stdin: Vec::new(),
            limits: Limits::default(),
            relation: Relation::default(),
            commute: false,
            quiet: true,
            clock: Clock::default(),
            patience: 20_000_000,
            draws: 0,
            ticks: 3,
            race: false,
            silent: false,
            clocks: false,
        }
    }
}
