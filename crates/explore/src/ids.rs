//! Names that do not depend on the interleaving: processes by spawn path, events by position in
//! their process.
//!
//! Not here: anything that changes while exploring. A process keeps its id in every execution of
//! the program, because the id stands for "the k-th child of the process with that id".

use std::collections::BTreeMap;

use crate::hash::mix;

/// A process (goroutine, timer, …): an index into [`Processes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ProcessId(pub u32);

impl ProcessId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The `nth` visible operation of a process, counted from 0; or one of its quiet ones, which are no
/// events and have names for others to join their clocks (see [`EventId::quiet`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct EventId {
    pub process: ProcessId,
    pub nth: u32,
}

/// Marks the numbers of quiet operations.
const QUIET: u32 = 1 << 31;

impl EventId {
    /// The name of the process' `k`-th quiet operation, counted from 0.
    pub fn quiet(process: ProcessId, k: u32) -> EventId {
        EventId {
            process,
            nth: QUIET | k,
        }
    }

    /// Which quiet operation it names.
    pub(crate) fn as_quiet(self) -> Option<usize> {
        (self.nth & QUIET != 0).then_some((self.nth & !QUIET) as usize)
    }
}

/// All processes met so far, interned by spawn path. Only ever grows; kept outside snapshots.
#[derive(Clone, Debug, Default)]
pub struct Processes {
    children: BTreeMap<(Option<ProcessId>, u32), ProcessId>,
    /// Parent, and number among its children.
    paths: Vec<(Option<ProcessId>, u32)>,
    /// Hash of the whole path.
    keys: Vec<u64>,
}

impl Processes {
    pub fn new() -> Self {
        Self::default()
    }

    /// The `k`-th process that was there from the start.
    pub fn root(&mut self, k: u32) -> ProcessId {
        self.intern(None, k)
    }

    /// The `k`-th process that `parent` started.
    pub fn child(&mut self, parent: ProcessId, k: u32) -> ProcessId {
        self.intern(Some(parent), k)
    }

    fn intern(&mut self, parent: Option<ProcessId>, k: u32) -> ProcessId {
        if let Some(id) = self.children.get(&(parent, k)) {
            return *id;
        }
        let id = ProcessId(self.paths.len() as u32);
        let above = parent.map_or(0x5eed, |p| self.key(p));
        self.children.insert((parent, k), id);
        self.paths.push((parent, k));
        self.keys.push(mix(above, u64::from(k) + 1));
        id
    }

    /// How many are known.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Who started it, and its number among that one's children.
    pub fn path(&self, p: ProcessId) -> Option<(Option<ProcessId>, u32)> {
        self.paths.get(p.index()).copied()
    }

    /// A number that is the same for the same spawn path, in whatever order ids were given out.
    pub fn key(&self, p: ProcessId) -> u64 {
        self.keys.get(p.index()).copied().unwrap_or(u64::MAX)
    }
}
