//! What a driver may ask of a session.

use serde::{Deserialize, Serialize};

use crate::{Gid, Property};

/// One source file of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Path within the program: `main.go`, `internal/x/x.go`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Who decides which goroutine runs next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Policy {
    /// The order of Go's own scheduler with one P.
    #[default]
    Go,
    /// A seeded coin at every scheduling point.
    Random,
    /// The person: the run pauses wherever more than one thing can happen next.
    Manual,
}

/// Bounds on a run; each ends it in a typed stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Executed instructions.
    pub ticks: u64,
    /// Bytes of the program's memory.
    pub memory: u64,
    /// Goroutines alive at once.
    pub goroutines: u32,
    /// Bytes printed.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            ticks: 2_000_000_000,
            memory: 256 << 20,
            goroutines: 100_000,
            output: 1 << 20,
        }
    }
}

/// Everything that determines a run, and so everything that a share link carries of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// Who decided.
    pub policy: Policy,
    /// The seed of every random decision.
    pub seed: u64,
    /// A schedule that the run follows as long as it lasts and nobody decides otherwise: an
    /// interleaving that was found by exploring. In the form that `sudog run --sched replay:S`
    /// takes.
    pub schedule: Option<String>,
    /// The decisions that a person took, in order of time; all others follow from schedule, policy
    /// and seed.
    pub manual: Vec<ManualChoice>,
    /// Where the reader stands.
    pub step: u64,
    /// Instructions executed there (for positions between two steps).
    pub tick: u64,
    /// Hash over the events up to `step`: a replay that gives another one has diverged.
    pub hash: u64,
}

/// One decision taken by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualChoice {
    /// Which decision of the run, counted from 0.
    pub decision: u64,
    /// The chosen option: a goroutine's number, or the index of a select case.
    pub pick: u32,
}

/// A position in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// After that many visible operations.
    Step(u64),
    /// After that many instructions.
    Tick(u64),
    /// The furthest point reached so far.
    End,
}

/// A place where a run is to pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Breakpoint {
    /// Index into the opened files.
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
}

/// How a line step treats calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineStep {
    /// Stop inside called functions too.
    Into,
    /// Run called functions through.
    Over,
    /// Run to the caller.
    Out,
}

/// What a run goes on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// The next time any goroutine reaches this line.
    Line(Breakpoint),
    /// The next breakpoint.
    Breakpoint,
    /// The next visible operation of one goroutine.
    EventOf(Gid),
    /// The next time another goroutine gets to run.
    Switch,
    /// The next block, panic, deadlock, or other event worth a look.
    Notable,
    /// The next scheduling point with more than one option.
    Choice,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Compile a program and stand before its first instruction. With a `recording`, replay it and
    /// stand where it stood. Answers `Diagnostics`, and when there are no errors `State`.
    Open {
        /// The program.
        files: Vec<SourceFile>,
        /// Who decides, with which seed, after which choices, to which step.
        recording: Recording,
        /// Bounds.
        limits: Limits,
        /// Where to pause.
        breakpoints: Vec<Breakpoint>,
    },
    /// Compile only, for diagnostics while typing; the open program stays. Answers `Diagnostics`.
    Check {
        /// The program.
        files: Vec<SourceFile>,
    },
    /// Run on to the end, a breakpoint, or (policy `Manual`) a choice.
    Run,
    /// Stay where the run is now.
    Pause,
    /// End the run here: no further execution, the past stays to be looked at.
    Stop,
    /// One visible operation.
    StepOp {
        /// Backwards.
        back: bool,
    },
    /// One line of one goroutine.
    StepLine {
        /// Whose line.
        goroutine: Gid,
        /// Into, over or out.
        how: LineStep,
        /// Backwards.
        back: bool,
    },
    /// Run until something.
    RunTo {
        /// Until what.
        target: Target,
        /// Backwards.
        back: bool,
    },
    /// Stand at another position of the same run; later ones are executed if need be.
    Seek {
        /// Where.
        to: Moment,
    },
    /// Take the decision that is open here, or take it differently in the past: then a new branch
    /// starts here. Goes on by one visible operation.
    Choose {
        /// A [`Choice::pick`] of the current state's choices.
        pick: u32,
    },
    /// Go to another branch, to where it was left.
    Branch {
        /// A [`Branch::id`] of the current state's branches.
        id: u32,
    },
    /// Change who decides, from this point on.
    SetPolicy {
        /// Who.
        policy: Policy,
    },
    /// Replace all breakpoints.
    SetBreakpoints {
        /// The new ones.
        breakpoints: Vec<Breakpoint>,
    },
    /// Ask for `Timeline`.
    Timeline(TimelineQuery),
    /// Ask for `State`.
    State,
    /// Ask for `Goroutine`.
    Goroutine {
        /// Whose stack.
        goroutine: Gid,
    },
    /// Ask for `Objects`.
    Objects,
    /// Ask for `Output`: what the program had printed at the current position.
    Output {
        /// First line wanted, from 0; `None`: the last `lines` ones.
        first: Option<u64>,
        /// At most so many.
        lines: u32,
    },
    /// Ask for `Events`.
    Events {
        /// First event wanted.
        first: u64,
        /// At most so many.
        count: u32,
    },
    /// Ask for `Event`.
    Event {
        /// Its index: event n is what happens between step n and step n + 1.
        index: u64,
    },
    /// Ask for `Recording`, for a share link.
    Recording,
    /// Decide properties of a program over several runs, for a lesson's check. Answers `Verdict`.
    Verify {
        /// The program.
        files: Vec<SourceFile>,
        /// What must hold.
        properties: Vec<Property>,
        /// Runs: one under Go's order, the others under seeds 1, 2, ….
        runs: u32,
        /// Bounds of each run.
        limits: Limits,
    },
}

/// Which part of the lanes is on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineQuery {
    /// First step visible.
    pub from: u64,
    /// First step no longer visible.
    pub to: u64,
    /// Width in pixels: spans narrower than a pixel are merged.
    pub px: u32,
    /// First lane visible, counted in order of creation.
    pub row: u32,
    /// At most so many lanes.
    pub rows: u32,
}
