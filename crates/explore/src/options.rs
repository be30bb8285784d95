//! What to explore, how far, and what may be said afterwards.

/// How equivalent interleavings are told apart from different ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reduction {
    /// Not at all: every interleaving is executed. For tests and for showing the difference.
    None,
    /// Sleep sets over all interleavings: every trace once, but many executions end blocked. A
    /// cross-check of the optimal search that shares little with it.
    Sleep,
    /// Every trace once, and nothing else is executed to its end (optimal DPOR).
    #[default]
    Optimal,
}

/// How far to go. Both bounds are properties of a trace, not of the interleaving that happens to
/// be executed, so that cutting agrees with skipping what is equivalent to something explored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Executions are cut after so many visible operations.
    pub depth: u32,
    /// Only traces that some interleaving with at most so many preemptions leads to. A
    /// preemption is a switch away from a process that could have gone on.
    pub preemptions: Option<u32>,
    /// What follows from cutting is uncertain: operations beyond a cut may conflict with anything
    /// before it. With `true`, every alternative above a cut is tried, and all traces within the
    /// bounds are found (at the price of executions that end blocked). With `false` only the
    /// conflicts that were seen are followed, and nothing is claimed once something was cut.
    pub conservative: bool,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            depth: u32::MAX,
            preemptions: None,
            conservative: true,
        }
    }
}

/// All settings of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    pub reduction: Reduction,
    pub bounds: Bounds,
    /// The search ends after so many executions.
    pub executions: u64,
    /// Keep a snapshot at every `n`-th event of the current execution, and wherever the search
    /// comes by while it has more to do there; re-execute between them. 1: at every event.
    pub stride: u32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            reduction: Reduction::default(),
            bounds: Bounds::default(),
            executions: u64::MAX,
            stride: 64,
        }
    }
}

/// What a finished (or abandoned) search proves, with respect to the dependency relation that the
/// machine reports and the labels that it offers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claim {
    /// Every trace was executed: whatever the program can do was seen.
    All,
    /// Every trace within the bounds was executed: each complete execution with at most `depth`
    /// events that needs at most `preemptions` preemptions has an equivalent one among those seen.
    WithinBounds,
    /// Something was left out: the search is not finished, was told to stop, ran out of its
    /// budget, cut without being conservative, or met a machine that went astray.
    Nothing,
}
