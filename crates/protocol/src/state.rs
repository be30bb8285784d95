//! Where a run stands: the goroutines, what they wait for, and what can happen next.

use serde::{Deserialize, Serialize};

use crate::{Event, Gid, ObjectRef, Policy, Var};

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Index into the opened files; [`Place::LIBRARY`]: a standard library package.
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

impl Place {
    /// The file index of places outside the reader's program.
    pub const LIBRARY: u32 = u32::MAX;
}

/// What a goroutine is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GStatus {
    /// It is on the processor.
    Running,
    /// It could run.
    Runnable,
    /// It waits for another goroutine.
    Waiting,
    /// It waits for time to pass.
    Sleeping,
    /// It has returned.
    Done,
    /// Its panic ended the program.
    Panicked,
    /// It can never go on.
    Deadlocked,
}

/// Why a goroutine waits: Go's own wait reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WaitReason {
    /// `chan receive`
    ChanReceive,
    /// `chan send`
    ChanSend,
    /// `chan receive (nil chan)`
    ChanReceiveNil,
    /// `chan send (nil chan)`
    ChanSendNil,
    /// `select`
    Select,
    /// `select (no cases)`
    SelectNoCases,
    /// `sync.Mutex.Lock`
    MutexLock,
    /// `sync.RWMutex.RLock`
    RwMutexRLock,
    /// `sync.RWMutex.Lock`
    RwMutexLock,
    /// `sync.WaitGroup.Wait`
    WaitGroupWait,
    /// `sync.Cond.Wait`
    CondWait,
    /// `semacquire`
    Semacquire,
    /// `sleep`
    Sleep,
    /// `IO wait`
    IoWait,
    /// `finalizer wait`
    FinalizerWait,
    /// `coroutine`
    Coroutine,
    /// `synctest.Run`
    SynctestRun,
    /// `synctest.Wait`
    SynctestWait,
    /// `syscall`
    Syscall,
}

impl WaitReason {
    /// The words that Go's goroutine dumps use.
    pub fn go_text(self) -> &'static str {
        match self {
            WaitReason::ChanReceive => "chan receive",
            WaitReason::ChanSend => "chan send",
            WaitReason::ChanReceiveNil => "chan receive (nil chan)",
            WaitReason::ChanSendNil => "chan send (nil chan)",
            WaitReason::Select => "select",
            WaitReason::SelectNoCases => "select (no cases)",
            WaitReason::MutexLock => "sync.Mutex.Lock",
            WaitReason::RwMutexRLock => "sync.RWMutex.RLock",
            WaitReason::RwMutexLock => "sync.RWMutex.Lock",
            WaitReason::WaitGroupWait => "sync.WaitGroup.Wait",
            WaitReason::CondWait => "sync.Cond.Wait",
            WaitReason::Semacquire => "semacquire",
            WaitReason::Sleep => "sleep",
            WaitReason::IoWait => "IO wait",
            WaitReason::FinalizerWait => "finalizer wait",
            WaitReason::Coroutine => "coroutine",
            WaitReason::SynctestRun => "synctest.Run",
            WaitReason::SynctestWait => "synctest.Wait",
            WaitReason::Syscall => "syscall",
        }
    }
}

/// What somebody would have to do to let a waiting goroutine go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// Send on the channel.
    Send,
    /// Receive from the channel.
    Receive,
    /// Close the channel.
    Close,
    /// Unlock.
    Unlock,
    /// `RUnlock`.
    RUnlock,
    /// Bring the counter to zero.
    Done,
    /// Signal or broadcast.
    Signal,
    /// Time must pass.
    Time,
    /// Release the semaphore.
    Release,
}

/// Somebody who could let a waiting goroutine go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freer {
    /// Who.
    pub goroutine: Gid,
    /// By what.
    pub need: Need,
    /// Whether it holds the thing now (a lock's owner), rather than merely being able to reach it.
    pub holds: bool,
}

/// What a goroutine waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Go's reason.
    pub reason: WaitReason,
    /// On what; several for a select.
    pub objects: Vec<ObjectRef>,
    /// What it needs of others.
    pub needs: Vec<Need>,
    /// Who could do that: owners, and goroutines that can reach the object. Empty: nobody.
    pub freers: Vec<Freer>,
    /// The step that began the wait.
    pub since: u64,
    /// Virtual nanoseconds until time alone ends it.
    pub remaining: Option<i64>,
}

/// One goroutine, from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goroutine {
    /// Its number.
    pub id: Gid,
    /// The function it runs, unqualified: `main`, `worker`, `main.func1`.
    pub name: String,
    /// What it is doing.
    pub status: GStatus,
    /// Where it stands: the innermost frame in the reader's own files.
    pub place: Option<Place>,
    /// What it waits for.
    pub wait: Option<Wait>,
    /// Who made it.
    pub parent: Option<Gid>,
    /// The `go` statement.
    pub created_at: Option<Place>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// `main` returned.
    Finished {
        /// Goroutines that were still alive then.
        left: u32,
    },
    /// `os.Exit`.
    Exited {
        /// The code.
        code: i32,
        /// The program is the tests of a package: 0 says that they passed.
        tests: bool,
    },
    /// A panic that nobody recovered.
    Panicked {
        /// Whose.
        goroutine: Gid,
        /// Go's first line: `panic: …`.
        message: String,
    },
    /// All goroutines are asleep.
    Deadlock(Deadlock),
    /// A fatal error of the runtime.
    Fatal {
        /// Go's line: `fatal error: …`.
        message: String,
    },
    /// A bound was reached.
    Limit(LimitKind),
    /// The person ended it.
    Stopped,
}

/// Which bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LimitKind {
    /// Instructions; with the bound.
    Ticks(u64),
    /// Memory in bytes; with the bound.
    Memory(u64),
    /// Goroutines; with the bound.
    Goroutines(u64),
    /// Output in bytes; with the bound.
    Output(u64),
}

/// A deadlock, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlock {
    /// Why.
    pub cause: DeadlockCause,
    /// Every goroutine that waits for ever, `main` first; at most 64.
    pub stuck: Vec<Gid>,
}

/// The root of a deadlock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadlockCause {
    /// Each waits for what the next one holds; the last for what the first one holds.
    Cycle(Vec<WaitEdge>),
    /// A goroutine waits for an act that nobody is left to do.
    MissingPartner {
        /// Who waits.
        goroutine: Gid,
        /// On what.
        object: ObjectRef,
        /// For what.
        need: Need,
        /// Others that can reach the object, all of them stuck too.
        reachable_by: Vec<Gid>,
    },
    /// A goroutine waits on a nil channel.
    NilChannel {
        /// Who.
        goroutine: Gid,
        /// Sending or receiving.
        need: Need,
    },
    /// `select {}`.
    EmptySelect {
        /// Who.
        goroutine: Gid,
    },
    /// `main` called `runtime.Goexit`, and nobody is left.
    NoGoroutines,
}

/// One edge of a waits-for cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitEdge {
    /// Who waits.
    pub waiter: Gid,
    /// On what.
    pub object: ObjectRef,
    /// For what.
    pub need: Need,
    /// Of whom.
    pub holder: Gid,
}

/// Why a run stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pause {
    /// Nothing has run yet.
    Fresh,
    /// The requested motion is over.
    Arrived,
    /// At a breakpoint.
    Breakpoint(crate::Breakpoint),
    /// A decision is open.
    Choice,
    /// Somebody paused it.
    Asked,
    /// There was nothing further to go to.
    NoFurther,
}

/// Whether and why the run moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// A motion is under way.
    Moving,
    /// It stands.
    Paused(Pause),
    /// It stands at its very end.
    Ended(End),
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChoiceKind {
    /// Which goroutine runs.
    Goroutine,
    /// Which ready case this goroutine's select takes.
    SelectCase(Gid),
}

/// One option of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What to send in `Choose`.
    pub pick: u32,
    /// The goroutine: the one to run, or the selecting one.
    pub goroutine: Gid,
    /// The case's source text, for a select.
    pub case: Option<String>,
    /// Where it would go on.
    pub place: Option<Place>,
    /// Whether the policy would take it, or took it in this run.
    pub default: bool,
}

/// The decision that is open at the current position: the next one of the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Its number in the run.
    pub decision: u64,
    /// What about.
    pub kind: ChoiceKind,
    /// The options, in a stable order; at most 64.
    pub options: Vec<Choice>,
}

/// One of the runs of the open program that the reader has made by choosing differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// What to send in `Branch`.
    pub id: u32,
    /// The branch it left, and at which step.
    pub from: Option<(u32, u64)>,
    /// Steps known of it.
    pub steps: u64,
    /// How it ended, as far as it has been run.
    pub end: Option<EndKind>,
}

/// An [`End`] without its particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndKind {
    /// `main` returned.
    Finished,
    /// `os.Exit`.
    Exited,
    /// Panic.
    Panicked,
    /// All asleep.
    Deadlock,
    /// Fatal error.
    Fatal,
    /// A bound.
    Limit,
    /// Stopped by the person.
    Stopped,
}

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Raised with each `Open`: which program this is about.
    pub program: u32,
    /// Instructions executed.
    pub tick: u64,
    /// Visible operations done.
    pub step: u64,
    /// The furthest step this run has been executed to.
    pub steps: u64,
    /// How the whole run ended, if it has been executed to its end: then `steps` is final.
    pub end: Option<EndKind>,
    /// Virtual time since the start, in nanoseconds.
    pub time: i64,
    /// Moving, standing, or at the end.
    pub status: Status,
    /// Who decides from here on.
    pub policy: Policy,
    /// The seed.
    pub seed: u64,
    /// The live ones and the recent dead in order of number; at most 256.
    pub goroutines: Vec<Goroutine>,
    /// How many lanes there are: goroutines ever made.
    pub lanes: u32,
    /// How many are alive.
    pub alive: u32,
    /// The goroutine on the processor, or the last one that was.
    pub current: Option<Gid>,
    /// The event that led here: event `step - 1`.
    pub last: Option<Event>,
    /// What can happen next.
    pub choices: Option<Choices>,
    /// Which branch this is.
    pub branch: u32,
    /// All branches, oldest first.
    pub branches: Vec<Branch>,
    /// Lines printed so far.
    pub output_lines: u64,
    /// Bytes of the program's heap in use.
    pub heap: u64,
}

/// One frame of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The function as Go prints it: `main.(*T).run`.
    pub function: String,
    /// Where it stands.
    pub place: Option<Place>,
    /// `path:line` of library frames, which have no place in the reader's files.
    pub library: Option<String>,
    /// Results, receiver, arguments and locals in scope; filled for the inspector only.
    pub vars: Vec<Var>,
    /// Deferred calls that are still to run.
    pub defers: u32,
}

/// One goroutine from inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoroutineDetail {
    /// From outside.
    pub goroutine: Goroutine,
    /// Innermost first; at most 100.
    pub frames: Vec<Frame>,
    /// Frames left out.
    pub more: u32,
}
