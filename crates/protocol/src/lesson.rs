//! Properties of programs that a lesson's check asks the engine to decide.

use serde::{Deserialize, Serialize};

use crate::EndKind;

/// What must hold in every run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Property {
    /// It compiles.
    Compiles,
    /// No deadlock.
    NoDeadlock,
    /// No panic, no fatal error.
    NoPanic,
    /// No goroutine is left when `main` returns.
    NoLeak,
    /// It ends by itself, with this exit code.
    Exit(i32),
    /// Its standard output is one of these, white space at line ends aside.
    Output(Vec<String>),
    /// Its standard output contains this line.
    Line(String),
    /// It deadlocks in at least one run (for lessons that break things on purpose).
    SomeDeadlock,
    /// No data race. Only an exploration decides it: runs alone have no detector.
    NoRace,
}

/// One property that did not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Index into the properties asked.
    pub property: u32,
    /// The run that shows it: 0 is Go's order, others are seeds.
    pub run: u32,
    /// How that run ended; `None`: it does not compile.
    pub end: Option<EndKind>,
    /// What it printed on standard output, shortened.
    pub output: String,
}

/// The outcome of `Verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Runs made.
    pub runs: u32,
    /// Different outputs seen, shortened; at most 8.
    pub outputs: Vec<String>,
    /// The first failure of each property that failed.
    pub failures: Vec<Failure>,
    /// The compiler's errors, if any.
    pub diagnostics: crate::Diagnostics,
}

/// What an exploration says about one property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It holds in every interleaving.
    Holds,
    /// It does not.
    Fails {
        /// The outcome that shows it, by index, if a single one does.
        outcome: Option<u32>,
    },
    /// Nothing found speaks against it, but not everything was looked at.
    Open,
}

/// What an exploration says about the properties of a check, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    pub standings: Vec<Standing>,
}

impl Grade {
    /// Whether all of them hold in every interleaving.
    pub fn passed(&self) -> bool {
        self.standings.iter().all(|s| *s == Standing::Holds)
    }
}
