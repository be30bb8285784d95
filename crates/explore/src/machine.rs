//! The system under exploration, as the search sees it.
//!
//! The execution model is the *arrival model*: a visible operation of a process that is not
//! parked can always be executed; it completes or parks exactly as the real operation would, and
//! whoever releases a parked process does so as an effect of its own event. So no event disables
//! another process, and a lock needs no special treatment.
//!
//! What the search relies on (a machine that breaks it loses executions or finds them twice):
//! - `step` is a function of the state and the label; `restore` brings back exactly the state.
//! - Two operations that do not conflict and of which neither is in the other's past commute:
//!   either order leads to the same state, with the same accesses, labels, edges and joins.
//! - An edge from an earlier event may be reported only where executing the two the other way
//!   round would show conflicting accesses: edges complete a dependence that shows in one order.
//! - Whoever is unparked by an event is reported in `wakes` with (at least) that event, and a
//!   completion that uses another event's effect names it in `joins` or `wakes`.

use race::Touched;

use crate::access::Access;
use crate::ids::{EventId, ProcessId, Processes};

/// Most labels that an operation may have. All are tried in one go.
pub const MOST_LABELS: u32 = 4096;

/// What one visible operation did. Cleared by the search before each step.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the operation touches as it arrives.
    pub accesses: Vec<Access>,
    /// Earlier events that it depends on besides those with conflicting accesses.
    pub edges: Vec<EventId>,
    /// Events whose effect completes this operation (the send of a receive): they precede the
    /// process' next operation, not this one.
    pub joins: Vec<EventId>,
    /// The same for other processes: this one's next operation comes after that event (usually
    /// the present one). In this order. The next quiet operation of the process itself stands for
    /// its coming to that operation: whoever joins it later knows what the process knew by then.
    pub wakes: Vec<(ProcessId, EventId)>,
    /// Processes that it started.
    pub spawned: Vec<ProcessId>,
    /// Memory that processes touched on their way from their operations to their next ones, which is
    /// told so that it shows where the order of two of them is open ([`Execution::unordered`]
    /// (crate::Execution::unordered)): such accesses had better be operations. `who` is the process;
    /// quiet operations are named operations.
    pub touches: Touched,
    /// In how many ways it could have gone in this very state (ready cases of a select, values
    /// of a random source). Labels are 0..labels; all of them are explored. More than
    /// [`MOST_LABELS`] count as [`Stuck`].
    pub labels: u32,
    /// Whether its accesses, and having no edges and one label, follow from the process' own past
    /// alone: true for loads, stores and lock operations, false for compare-and-swap and select.
    /// Saves re-execution; `false` is always right.
    pub fixed: bool,
}

impl Default for Step {
    fn default() -> Self {
        Step {
            accesses: Vec::new(),
            edges: Vec::new(),
            joins: Vec::new(),
            wakes: Vec::new(),
            spawned: Vec::new(),
            touches: Touched::default(),
            labels: 1,
            fixed: false,
        }
    }
}

impl Step {
    /// With room for what most operations do.
    pub(crate) fn with_room() -> Step {
        Step {
            accesses: Vec::with_capacity(8),
            joins: Vec::with_capacity(8),
            wakes: Vec::with_capacity(32),
            ..Step::default()
        }
    }

    pub(crate) fn clear(&mut self) {
        self.accesses.clear();
        self.edges.clear();
        self.joins.clear();
        self.wakes.clear();
        self.spawned.clear();
        self.touches.clear();
        self.labels = 1;
        self.fixed = false;
    }
}

/// The machine could not execute the operation that it was asked for: the process cannot run, or
/// has no such label. The search counts it (`Progress::diverged`) and goes on elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stuck;

/// A system under exploration. See the module's text for its duties.
pub trait Machine {
    type Snapshot: Clone;

    /// The processes met so far; holds every id that `enabled` and `step` name.
    fn processes(&self) -> &Processes;

    /// What happened before the first step: whom it woke, and what it touched.
    fn beginning(&self) -> Option<&Step> {
        None
    }

    fn snapshot(&mut self) -> Self::Snapshot;

    /// A snapshot, in the memory of one that is not needed any more if there is one.
    fn snapshot_in(&mut self, old: Option<Self::Snapshot>) -> Self::Snapshot {
        drop(old);
        self.snapshot()
    }

    fn restore(&mut self, to: &Self::Snapshot);

    /// The same for the last time: the snapshot's memory comes back, for another one.
    fn restore_last(&mut self, to: Self::Snapshot) -> Self::Snapshot {
        self.restore(&to);
        to
    }

    /// Appends all processes that can execute their next visible operation, each once, in an
    /// order that depends on the state only.
    fn enabled(&mut self, out: &mut Vec<ProcessId>);

    /// How many labels the next operation of the process has, where that can be told without
    /// executing it. Saves random walks a snapshot for each operation.
    fn labels(&mut self, process: ProcessId) -> Option<u32> {
        let _ = process;
        None
    }

    /// Whether the machine is in a state that it was in before, and can go on like that for ever:
    /// the execution is cut here, and nothing is claimed.
    fn goes_round(&self) -> bool {
        false
    }

    /// Whether the execution that has come to its end is none that counts, since an operation went
    /// on in a way that turned out to be impossible. What it shows of other executions counts.
    fn astray(&self) -> bool {
        false
    }

    /// Executes exactly one visible operation of `me.process` and everything invisible up to its
    /// next one. `me` is the event's name; what the machine remembers of it for later edges and
    /// joins is part of its state.
    fn step(&mut self, me: EventId, label: u32, out: &mut Step) -> Result<(), Stuck>;
}
