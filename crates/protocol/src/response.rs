//! What a session answers.

use serde::{Deserialize, Serialize};

use crate::{Event, EventDetail, GoroutineDetail, Objects, Recording, State, Timeline, Verdict};

/// What a session says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The worker is there. The first message of its life.
    Ready {
        /// Its build, to be compared with the page's own.
        build: String,
    },
    /// What the compiler says of the files of `Open` or `Check`.
    Diagnostics(Diagnostics),
    /// A motion goes on.
    Progress(Progress),
    /// Where the run stands now.
    State(Box<State>),
    /// The visible lanes.
    Timeline(Timeline),
    /// One goroutine from inside; `None`: there is no such goroutine here.
    Goroutine(Option<GoroutineDetail>),
    /// Channels, locks, wait groups and timers.
    Objects(Objects),
    /// A part of the output.
    Output(Output),
    /// A part of the list of events.
    Events {
        /// Index of the first one.
        first: u64,
        /// How many there are in all, so far.
        total: u64,
        /// The events.
        events: Vec<Event>,
    },
    /// One event with its surroundings; `None`: no such event.
    Event(Option<Box<EventDetail>>),
    /// What a share link must carry.
    Recording(Recording),
    /// The outcome of `Verify`.
    Verdict(Verdict),
    /// The request cannot be done.
    Fault(Fault),
}

/// Why a request could not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// Nothing is open, or what is open has errors.
    NothingOpen,
    /// There is nothing further in that direction.
    NoFurther,
    /// Not an option here.
    NoSuchChoice,
    /// The recording does not fit: another engine, or a damaged link. The code is kept and the run
    /// stands at the first difference.
    Diverged {
        /// The last step that still agreed.
        step: u64,
    },
    /// The message did not decode, or came from another version.
    BadMessage,
    /// A defect of the engine. The text is for a bug report.
    Internal(String),
}

/// A motion that is not over yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Current position.
    pub tick: u64,
    /// Visible operations so far.
    pub step: u64,
    /// Virtual time since the start, in nanoseconds.
    pub time: i64,
    /// Goroutines alive.
    pub goroutines: u32,
    /// Bytes printed.
    pub output: u64,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// The program does not compile.
    Error,
    /// It compiles, but look here.
    Warning,
}

/// One message of the compiler, in Go's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// Index into the files of the request.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// gc's text, without position.
    pub message: String,
}

/// Everything the compiler has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics {
    /// In order of position.
    pub list: Vec<Diagnostic>,
    /// Whether more were found than are listed.
    pub truncated: bool,
    /// Lines of each file on which a breakpoint can stand, in order; empty when there are errors.
    pub stoppable: Vec<Vec<u32>>,
}

/// Where a piece of output went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// One line of output, without its line end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputLine {
    /// Where it went.
    pub stream: Stream,
    /// The goroutine that printed it; `None`: the runtime (a panic report, say).
    pub goroutine: Option<u32>,
    /// The step that printed its first byte.
    pub step: u64,
    /// The text; bytes that are not UTF-8 are replaced.
    pub text: String,
}

/// A window on what the program had printed at the current position.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Index of the first line below.
    pub first: u64,
    /// Lines in all.
    pub total: u64,
    /// The lines.
    pub lines: Vec<OutputLine>,
}
