//! What the machine asks of a scheduling policy. Policies themselves live in crate `sched`.
//!
//! The machine knows which goroutines can run and tells the policy when that changes (`ready`);
//! the policy says which one runs next and for how long, which ready case a select takes, and
//! what the seeded random source yields. A policy holds all its state in itself and is cloned
//! with checkpoints.

/// A goroutine: its place in the machine's table and its number as Go prints it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct GRef {
    pub slot: u32,
    pub id: u32,
}

/// Where a goroutine that can run queues up, in terms of Go's runtime.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ready {
    /// To the front, as `runqput(next=true)`: made by `go`, or readied by another goroutine.
    Next,
    /// To the local tail, as `goyield` after a semaphore hand-off.
    Tail,
    /// To the global tail, as `Gosched` and preemption.
    Global,
}

/// Answer to "who runs next?".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pick {
    /// This one, for at most so many virtual nanoseconds before it is preempted.
    Run { g: GRef, slice: u64 },
    /// Nobody can run.
    Idle,
    /// The timer with this number goes off now, whatever the clock says (see `steered`).
    Fire(u64),
    /// A person has to decide first: the run pauses here.
    Ask,
    /// A replayed schedule does not fit this run.
    Diverged,
}

/// Answer to "this goroutine is about to perform a visible operation: go on?".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Point {
    /// It goes on.
    Stay,
    /// Another one runs first; the policy has already queued the current one.
    Switch {
        g: GRef,
        slice: u64,
    },
    /// The timer with this number goes off first (see `steered`).
    Fire(u64),
    Ask,
    Diverged,
}

/// Answer to "which of these ready cases?".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseChoice {
    /// Index into the list of ready cases.
    Take(usize),
    Ask,
    Diverged,
}

/// A scheduling policy.
pub trait Scheduler {
    /// `g` can run from now on.
    fn ready(&mut self, g: GRef, place: Ready);
    /// Nobody runs: who is next? `now` is virtual time.
    fn pick(&mut self, now: u64) -> Pick;
    /// Whether `point` is to be called before each visible operation.
    fn asks(&self) -> bool;
    /// Whether the policy steers every step: picking somebody does not answer for his next
    /// operation, ends of the run are asked for as operations are, no time slice ends, the clock
    /// stands still, and timers go off by `Fire`, or when nobody can run. The same all the time.
    fn steered(&self) -> bool {
        false
    }
    /// `current` is about to perform a visible operation.
    fn point(&mut self, current: GRef, now: u64) -> Point;
    /// Which case of the select of `g`; `ready` holds at least two case indices in source order.
    fn choose_case(&mut self, g: GRef, ready: &[u16]) -> CaseChoice;
    /// A select without a default of `g` is to wait for this case alone, whatever else is ready.
    /// Only for policies that look into the future: the others leave it at none.
    fn bet(&mut self, g: GRef) -> Option<u16> {
        let _ = g;
        None
    }
    /// Whether the policy decides about random numbers too: asks `point` before each is drawn, and
    /// `draw` for those with a bound. Only for policies that steer, the same all the time.
    fn draws(&self) -> bool {
        false
    }
    /// Which number from [0, values) `g` draws; none if chance decides.
    fn draw(&mut self, g: GRef, values: u64) -> Option<u64> {
        let _ = (g, values);
        None
    }
    /// A number from the policy's seeded source.
    fn random(&mut self) -> u64;
    /// The goroutines that wait for the processor, in the policy's order.
    fn runnable(&self) -> Vec<GRef>;
}
