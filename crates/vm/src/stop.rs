//! Every way in which a run can end, in one enum.

/// Bounds on a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Instructions.
    pub steps: u64,
    /// Bytes of heap.
    pub memory: u64,
    /// Goroutines alive at once.
    pub goroutines: u32,
    /// Bytes printed.
    pub output: u64,
    /// Slots of one goroutine's stack; beyond it Go's stack overflow.
    pub stack: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            steps: 20_000_000_000,
            memory: 256 << 20,
            goroutines: 100_000,
            output: 16 << 20,
            stack: 8 << 20,
        }
    }
}

/// Which bound was reached, with the bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    Steps(u64),
    Memory(u64),
    Goroutines(u64),
    Output(u64),
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Limit::Steps(n) => write!(f, "the program executed {n} instructions"),
            Limit::Memory(n) => write!(f, "the program needs more than {n} bytes of memory"),
            Limit::Goroutines(n) => write!(f, "the program has more than {n} goroutines"),
            Limit::Output(n) => write!(f, "the program printed more than {n} bytes"),
        }
    }
}

/// How a run ended. Texts that Go prints have already been appended to stderr.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StopReason {
    /// `main` returned.
    Finished,
    /// `os.Exit`.
    Exit(i32),
    /// A panic that nobody recovered: whose, and Go's first line.
    Panic { g: u32, message: String },
    /// All goroutines are asleep; or none is left, after `main` called Goexit.
    Deadlock { no_goroutines: bool },
    /// `fatal error: …`, without the prefix.
    Fatal { g: u32, message: String },
    /// A bound was reached.
    Limit(Limit),
    /// A replayed schedule does not fit this program.
    Diverged,
    /// The image is broken: a defect of the compiler or of the machine, never of the program.
    Internal(String),
}

impl StopReason {
    /// What the process's exit status would be.
    pub fn exit_code(&self) -> i32 {
        match self {
            StopReason::Finished => 0,
            StopReason::Exit(code) => *code & 0xff,
            StopReason::Panic { .. } | StopReason::Deadlock { .. } | StopReason::Fatal { .. } => 2,
            StopReason::Limit(_) | StopReason::Diverged | StopReason::Internal(_) => 3,
        }
    }
}

/// What one call of `Vm::run` came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RunOutcome {
    /// The budget of instructions is used up.
    Budget,
    /// The tick or the number of events asked for is reached.
    Reached,
    /// A breakpoint: before executing its instruction.
    Break,
    /// The policy asks a person to decide (see `Vm::open_choice`).
    Choice,
    /// The run has ended, now or before.
    Stopped(StopReason),
}

/// Where `Vm::run` pauses, besides its budget.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Until {
    /// After exactly so many instructions of the whole run.
    pub tick: Option<u64>,
    /// As soon as the run has at least so many events.
    pub events: Option<u64>,
    /// At breakpoints (see `Vm::set_breaks`) reached by a goroutine that fits.
    pub breaks: Option<BreakFilter>,
}

impl Until {
    /// Only the budget counts.
    pub const NONE: Until = Until {
        tick: None,
        events: None,
        breaks: None,
    };
    pub fn tick(t: u64) -> Until {
        Until {
            tick: Some(t),
            ..Until::NONE
        }
    }
    pub fn events(n: u64) -> Until {
        Until {
            events: Some(n),
            ..Until::NONE
        }
    }
}

/// Which goroutine's arrival at a breakpoint counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BreakFilter {
    /// Only this goroutine.
    pub g: Option<u32>,
    /// Only with at most so many frames (stepping over and out).
    pub max_depth: Option<u32>,
}
