//! What a program can do, over all interleavings: the result of an exploration.

use serde::{Deserialize, Serialize};

use crate::{Gid, ObjectRef, Op, Place, Race, WaitEdge};

/// How an execution ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum OutcomeKind {
    /// Main returned.
    Ok,
    /// `os.Exit`.
    Exit,
    Panic,
    Fatal,
    Deadlock,
    /// A limit stopped it, or a bound of the exploration cut it.
    Limit,
}

/// A place in the program's text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Site {
    pub function: String,
    pub file: String,
    pub line: u32,
}

/// A goroutine that can never be woken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeakedGoroutine {
    /// Its number in the outcome's schedule.
    pub goroutine: u32,
    /// Go's word for what it waits in.
    pub reason: String,
    /// Innermost first.
    pub stack: Vec<Site>,
    pub created: Option<Site>,
    /// A package-level variable leads to what it waits for: Go does not call this a leak.
    pub global: bool,
}

/// One thing that the program can do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExploredOutcome {
    /// Equal for equal outcomes of one program, in all shares of an exploration.
    pub key: u64,
    pub kind: OutcomeKind,
    pub stdout: Vec<u8>,
    /// Go's own line, or why a limit stopped it.
    pub message: String,
    pub exit_code: i32,
    /// Who waits for ever: after the end of main if that was asked for, in a deadlock always.
    pub leaks: Vec<LeakedGoroutine>,
    /// Some of them who wait for each other: each for what the next one should do, the last one for
    /// the first. Empty if there is no such circle.
    pub cycle: Vec<WaitEdge>,
    /// Whether there are data races, and those that its schedule shows.
    pub racy: bool,
    pub races: Vec<Race>,
    /// Executions that led to it.
    pub count: u64,
    /// Context switches in its schedule, and how many of them are preemptions.
    pub switches: u32,
    pub preemptions: u32,
    /// For `sudog run --sched replay:S`.
    pub schedule: String,
}

impl ExploredOutcome {
    /// Whether something is wrong with it.
    pub fn failed(&self) -> bool {
        if self.racy {
            return true;
        }
        match self.kind {
            OutcomeKind::Ok => !self.leaks.is_empty(),
            OutcomeKind::Exit => self.exit_code != 0 || !self.leaks.is_empty(),
            OutcomeKind::Panic | OutcomeKind::Fatal | OutcomeKind::Deadlock => true,
            OutcomeKind::Limit => false,
        }
    }
}

/// What a branch of the search's tree begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Move {
    /// A visible operation.
    Op(Op),
    /// A plain read or write of memory that races.
    Read,
    Write,
    /// A timer goes off.
    Timer,
    /// The run ends.
    End,
}

/// A node of the search's tree: a decision, and what lies below.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fork {
    /// Index of the node above, which is smaller; none for the root.
    pub parent: Option<u32>,
    /// Names the move, the same in every share of a search; 0 for the root.
    pub key: u64,
    /// Who moves, and what the function is called; 0 for timers and the root.
    pub goroutine: Gid,
    pub name: String,
    pub step: Option<Move>,
    pub object: Option<ObjectRef>,
    pub place: Option<Place>,
    /// Executions below, by the key of their outcome.
    pub outcomes: Vec<(u64, u64)>,
    /// More lies below that is not told.
    pub more: bool,
}

/// What an exploration may claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum ExploreClaim {
    /// Every execution, up to equivalence.
    Complete,
    /// Every execution with at most so many preemptions.
    Bounded { preemptions: u32 },
    /// So many executions, and no claim beyond.
    #[default]
    Stopped,
}

/// A search by random schedules.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Walked {
    /// Of a search by random priorities (PCT): for bugs that so many ordering constraints suffice
    /// for, there is a floor under the chance to find them. None: every schedule is as good as any.
    pub depth: Option<u32>,
    /// How many runs there were.
    pub runs: u64,
    /// Goroutines and timers, and visible operations, that a run had at most.
    pub processes: u32,
    pub operations: u32,
    /// Numbers of the classes of equivalent interleavings that the runs are of, ascending: the
    /// [`MOST_TRACES`] smallest, so that shares of a search have together what the whole has.
    pub traces: Vec<u64>,
}

/// Classes that are told apart.
pub const MOST_TRACES: usize = 20_000;

impl Walked {
    /// One out of so many runs, at least, shows a given bug of the depth: n * k^(d-1) for n
    /// processes and k operations (Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized
    /// Scheduler with Probabilistic Guarantees of Finding Bugs, ASPLOS 2010).
    pub fn one_in(&self) -> Option<f64> {
        let k = f64::from(self.operations.max(1));
        let power = i32::try_from(self.depth?.saturating_sub(1)).unwrap_or(i32::MAX);
        Some(f64::from(self.processes.max(1)) * k.powi(power))
    }

    /// A lower bound on the chance that one of all runs shows it.
    pub fn chance(&self) -> Option<f64> {
        let missed = 1.0 - 1.0 / self.one_in()?;
        Some(1.0 - missed.powf(self.runs as f64))
    }

    /// Both together, if they went by the same rule.
    pub fn and(&self, other: &Walked) -> Option<Walked> {
        let mut traces = [self.traces.as_slice(), &other.traces].concat();
        traces.sort_unstable();
        traces.dedup();
        traces.truncate(MOST_TRACES);
        (self.depth == other.depth).then_some(Walked {
            depth: self.depth,
            runs: self.runs + other.runs,
            processes: self.processes.max(other.processes),
            operations: self.operations.max(other.operations),
            traces,
        })
    }
}

/// Result of an exploration, finished or not.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Explored {
    pub claim: ExploreClaim,
    /// Bound on preemptions that was set.
    pub bound: Option<u32>,
    /// Which share of the search it is of how many; none: the whole.
    pub shard: Option<(u32, u32)>,
    /// Executions that ran to their end.
    pub executions: u64,
    /// Executions abandoned since all that follows is covered by others.
    pub blocked: u64,
    /// Executions cut by a bound.
    pub cut: u64,
    /// Times the engine could not follow its own plan: nothing is claimed then.
    pub diverged: u64,
    /// Most visible operations in one execution.
    pub deepest: u32,
    /// Plain accesses that race, by instruction: they are decisions too.
    pub visible: Vec<u32>,
    /// Objects whose operations turned out to depend on each other more than usual, by name.
    pub coarse: Vec<u64>,
    /// How schedules were drawn, if any were. A search that was not finished may have been
    /// followed by such.
    pub walked: Option<Walked>,
    /// Most ticks of a ticker, if some ticker could have ticked more often.
    pub ticks: Option<u32>,
    /// Random numbers were decisions, but one with more values than this, or none that can be
    /// counted, was drawn: it is that of the seed.
    pub by_chance: Option<u32>,
    /// It was taken for granted that no plain accesses race: where they do, what is claimed is wrong.
    pub trusted: bool,
    /// The most frequent first.
    pub outcomes: Vec<ExploredOutcome>,
    /// Where outcomes part: the root first. Empty if it was not asked for.
    pub tree: Vec<Fork>,
}

impl Explored {
    /// Whether accesses race, and no outcome says so, since races were not to be told.
    pub fn races_untold(&self) -> bool {
        !self.visible.is_empty() && !self.outcomes.iter().any(|o| o.racy)
    }
}
