//! Garbage where a session stands: what a collection would do, what keeps an object alive, what was
//! allocated where and when.
//!
//! Asked like the rest of memory (`crate::memory`), through the same port.

use serde::{Deserialize, Serialize};

use crate::{At, Gid, Place};

/// How a collection is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionQuery {
    /// Steps at most; where it takes more, each stands for several.
    pub steps: u32,
    /// Dots at most; where there are more blocks, each stands for several neighbours.
    pub dots: u32,
}

impl Default for CollectionQuery {
    fn default() -> Self {
        CollectionQuery {
            steps: 600,
            dots: 2_000,
        }
    }
}

/// What a collection would do here, step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    pub at: At,
    /// The blocks of the heap in order of address.
    pub dots: Vec<Dot>,
    /// Names of types that dots have, each once.
    pub types: Vec<String>,
    pub blocks: u64,
    pub steps: Vec<GcStep>,
    /// Moves that were put together with others.
    pub folded: u64,
    /// What stays, and what goes.
    pub stays: u64,
    pub stays_bytes: u64,
    pub goes: u64,
    pub goes_bytes: u64,
    pub pending: Vec<Pending>,
    /// Pending ones that are left out.
    pub more_pending: u64,
    /// Finalizers and cleanups of this run that a collection has started so far.
    pub started: Vec<Started>,
}

/// One block, or several neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dot {
    pub start: u64,
    /// Bytes, of all of them.
    pub bytes: u64,
    pub blocks: u32,
    /// Of the first: number in `types`.
    pub ty: u32,
}

/// What a collection is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GcPhase {
    /// A root leads to `object`.
    Root(RootIs),
    /// What the object leads to is kept for its finalizer: its words are roots.
    Contents,
    /// The words of `object` are looked at.
    Mark,
    /// Nothing leads to `object`: its finalizer will run, and until then it stays.
    Finalizer,
    /// Nothing leads to `object`: its cleanup will run.
    Cleanup,
    /// `object` is given back.
    Sweep,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GcStep {
    pub phase: GcPhase,
    /// The root, where it is one.
    pub root: Option<Root>,
    /// What it is about: `Node`; of several, the first.
    pub object: u64,
    pub ty: String,
    /// Where it leads: the words and what they lead to, the first few of those that are new.
    pub found: Vec<Found>,
    /// Dots that turn grey, or black at once if they lead nowhere: (dot, how many blocks).
    pub grey: Vec<(u32, u32)>,
    /// Dots that turn black.
    pub black: Vec<(u32, u32)>,
    /// Dots that are given back.
    pub swept: Vec<(u32, u32)>,
    /// Bytes of those.
    pub bytes: u64,
    /// How many moves of the collection this is: 1, if it is told in full.
    pub moves: u32,
}

/// A word of an object that leads to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// `.next`, `[3].key`, `["k"]`.
    pub label: String,
    pub object: u64,
    pub ty: String,
}

/// What sort of root it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RootIs {
    /// A package variable.
    Global,
    /// A variable of a call.
    Variable,
    /// The closure that a call runs in: what it captured.
    Closure,
    /// A word of a call that is no variable in scope.
    Word,
    /// A deferred call.
    Deferred,
    /// The value of a panic.
    Panic,
    /// A function that a timer is to start.
    Timer,
    /// The function of a finalizer.
    Finalizer,
    /// The function of a cleanup.
    Cleanup,
    /// The machine's own.
    Machine,
    /// An object is kept whole for its finalizer.
    Whole,
    /// An object whose finalizer is due.
    Due,
}

/// A root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    pub is: RootIs,
    pub goroutine: Option<Gid>,
    /// The function of the call: `main.f`; of a deferred one, a finalizer: what is called.
    pub function: String,
    /// The variable with the field of it that leads on: `head`, `cache.items`.
    pub name: String,
    /// The object that a finalizer or cleanup is about; else 0.
    pub object: u64,
}

/// A way from a root to an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub root: Root,
    /// The objects on the way, the one in question last; each with the word of the one before that
    /// leads to it, the first without.
    pub hops: Vec<Found>,
    /// Objects in the middle that are left out.
    pub more: u32,
}

/// What keeps an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptBy {
    /// Roots lead to it.
    Roots,
    /// Nothing but its finalizer, which the next collection starts.
    Finalizer,
    /// Nothing: the next collection takes it.
    Nothing,
    /// There is no object at the address.
    NoObject,
}

/// Why an object is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeps {
    pub at: At,
    /// The address that was asked for, and the object around it.
    pub address: u64,
    pub object: u64,
    pub size: u64,
    pub ty: String,
    pub site: Option<Place>,
    pub allocator: String,
    pub by: KeptBy,
    /// Shortest ways from different roots, at most three.
    pub ways: Vec<Way>,
}

/// A finalizer or cleanup that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub object: u64,
    pub ty: String,
    /// What is called.
    pub function: String,
    pub cleanup: bool,
    /// The next collection starts it.
    pub due: bool,
}

/// A finalizer or cleanup that a collection started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    pub step: u64,
    /// The goroutine that runs it.
    pub goroutine: Gid,
}

/// Allocation over time and by site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub at: At,
    pub now: HeapPoint,
    /// Over the run, as far as it was executed.
    pub points: Vec<HeapPoint>,
    /// Where collections happened, as (step, tick); the latest, if there are many.
    pub collections: Vec<(u64, u64)>,
    /// How far the run was executed, in instructions.
    pub end: u64,
    /// The points are a sample: between two of them more may have happened.
    pub sampled: bool,
    /// Bytes in use at which the next collection begins.
    pub next: Option<u64>,
    /// Those that allocated most come first.
    pub sites: Vec<AllocSite>,
    pub more_sites: u64,
}

/// The heap at one moment, in the figures of `runtime.MemStats`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeapPoint {
    pub step: u64,
    /// Instructions executed so far: what the time axis counts.
    pub tick: u64,
    /// `HeapAlloc`: bytes of blocks that were not swept.
    pub heap: u64,
    /// `HeapObjects`.
    pub objects: u64,
    /// `TotalAlloc`, `Mallocs`, `NumGC`.
    pub total: u64,
    pub mallocs: u64,
    pub collections: u32,
    /// Bytes of what something leads to, where that was looked at.
    pub live: Option<u64>,
}

/// What one place has allocated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocSite {
    pub place: Option<Place>,
    /// Where it lies in the library, if it does: `strings/builder.go:12`.
    pub library: Option<String>,
    pub function: String,
    pub ty: String,
    /// In all.
    pub objects: u64,
    pub bytes: u64,
    /// Not swept yet.
    pub here: u64,
    pub here_bytes: u64,
    pub live: u64,
    pub live_bytes: u64,
    /// One that lies in the heap now, a live one if there is one; 0: none.
    pub example: u64,
}
