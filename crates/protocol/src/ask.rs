//! What may be asked of an analyst, and what it finds.
//!
//! A session holds one run and moves in it; an analyst answers questions *about* a program or a
//! run, by executing it on its own as often as it takes. It is a worker of its own (several of
//! them, for large explorations), loaded when somebody asks the first question.

use serde::{Deserialize, Serialize};

use crate::{
    Diagnostics, Event, Explored, Fault, Goroutine, Limits, OrderFound, OrderView, RacesFound,
    Recording, SourceFile,
};

/// How random schedules are drawn. The plan's seed decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WalkBy {
    /// Anybody who can go on, at every operation.
    Chance,
    /// By random priorities that change `depth` - 1 times in a run (PCT).
    Priorities { depth: u32 },
}

/// Random schedules instead of all: as many as the budget allows, all shares together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Walk {
    pub by: WalkBy,
    /// The number of the first one: whoever goes on begins where another walk ended.
    pub from: u64,
    /// Operations of a run, where that is known: what a run with a number does then depends on
    /// that number alone, and not on runs before it.
    pub length: Option<u32>,
}

impl From<WalkBy> for Walk {
    fn from(by: WalkBy) -> Self {
        Walk {
            by,
            from: 0,
            length: None,
        }
    }
}

/// How far to explore.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplorePlan {
    /// Whether data races are told. Accesses that race are tried in every order in any case.
    pub race: bool,
    /// Whether goroutines that are left over when main returns count.
    pub leaks: bool,
    /// Virtual time is exact: timers go off only when nobody else can move.
    pub exact_clock: bool,
    /// Random schedules instead of all of them.
    pub walk: Option<Walk>,
    /// Most preemptions; none: every interleaving.
    pub bound: Option<u32>,
    /// Most executions.
    pub budget: Option<u64>,
    /// Most visible operations of one execution.
    pub depth: Option<u32>,
    /// Share `.0` of `.1`.
    pub shard: Option<(u32, u32)>,
    /// Accesses that are decisions from the start, by instruction.
    pub visible: Vec<u32>,
    /// Objects on which all operations are dependent from the start.
    pub coarse: Vec<u64>,
    /// End with the first execution in which something goes wrong.
    pub until_failure: bool,
    pub seed: u64,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// All that a program can do. Answers `Diagnostics` if it does not compile; else `Exploring`
    /// now and then, and at last `Explored`.
    Explore {
        files: Vec<SourceFile>,
        plan: ExplorePlan,
    },
    /// End what is under way. Answers `Explored` if that is an exploration: what was found so far is
    /// its result; else `Cancelled`.
    Cancel,
    /// Two runs of one program side by side. Answers `Looking` now and then, and at last `Compared`.
    Compare {
        files: Vec<SourceFile>,
        left: Recording,
        right: Recording,
        limits: Limits,
    },
    /// The data races of one run. Answers `Looking` now and then, and at last `Races`.
    Races {
        files: Vec<SourceFile>,
        recording: Recording,
        limits: Limits,
    },
    /// What happened before what in one run, as much as the view shows. Answers `Looking` now and
    /// then, and at last `Order`; at once if the last such question was about the same run.
    Order {
        files: Vec<SourceFile>,
        recording: Recording,
        limits: Limits,
        view: OrderView,
    },
}

/// How far an exploration is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExploreProgress {
    /// Executions that ran to their end or were cut.
    pub executions: u64,
    /// Executions abandoned since all that follows is covered by others.
    pub blocked: u64,
    /// Most visible operations in one execution.
    pub deepest: u32,
    /// Different outcomes so far.
    pub outcomes: u32,
    /// Visible operations executed, all executions together.
    pub operations: u64,
    /// Part of the search that is done, 0 to 1, if what is left is like what was seen.
    pub done: f64,
}

/// How far the answer to a question about a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Instructions executed for it.
    pub ticks: u64,
    /// How many it will take, as soon as that is known.
    pub of: Option<u64>,
}

/// Two runs side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The event at which the runs part ways: both did the same up to there.
    pub common: u64,
    /// Index of the first event below.
    pub first: u64,
    pub left: Vec<Event>,
    pub right: Vec<Event>,
    /// Who there is in each run, where it was last looked at.
    pub left_people: Vec<Goroutine>,
    pub right_people: Vec<Goroutine>,
}

/// What an analyst says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// The worker is there. The first message of its life.
    Ready {
        build: String,
    },
    /// The program does not compile.
    Diagnostics(Diagnostics),
    /// An exploration goes on.
    Exploring(ExploreProgress),
    /// What an exploration found.
    Explored(Box<Explored>),
    Compared(Compared),
    /// The question cannot be answered.
    Fault(Fault),
    /// A question about a run is being looked into.
    Looking(Looked),
    /// What was under way, if anything was, is no more.
    Cancelled,
    Races(Box<RacesFound>),
    Order(Box<OrderFound>),
}
