//! What the adapter remembers of channels, locks and wait groups besides what the machine holds:
//! which events filled a buffer, made room, released a lock. Events are named, not numbered by
//! position, so that the memory means the same in every equivalent execution.

use std::collections::{BTreeMap, VecDeque};

use crate::ids::EventId;

#[derive(Clone, Debug, Default)]
pub(crate) struct Chan {
    /// Sends whose values are in the buffer.
    pub(crate) buf: VecDeque<EventId>,
    /// Receives that made room, each to be used by one send.
    pub(crate) room: VecDeque<EventId>,
    /// Sends that arrived; those of selects count once they are chosen.
    pub(crate) sends: usize,
    /// Receives that arrived, in the same sense.
    pub(crate) recvs: Vec<EventId>,
    pub(crate) closed: Option<EventId>,
}

/// A Mutex or RWMutex.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lock {
    pub(crate) unlocked: Option<EventId>,
    /// Since the last Unlock.
    pub(crate) runlocks: Vec<EventId>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// Those of the round at hand.
    pub(crate) dones: Vec<EventId>,
    /// Somebody has come to wait in this round.
    pub(crate) waited: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Cond {
    pub(crate) tickets: u32,
    /// By ticket, who called it.
    pub(crate) calls: Vec<EventId>,
}

/// By address: a state's addresses are its own affair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shadow {
    pub(crate) chans: BTreeMap<u64, Chan>,
    pub(crate) locks: BTreeMap<u64, Lock>,
    pub(crate) groups: BTreeMap<u64, Group>,
    pub(crate) conds: BTreeMap<u64, Cond>,
    /// Which event ended what a `Once` calls.
    pub(crate) onces: BTreeMap<u64, EventId>,
}

impl Shadow {
    pub(crate) fn chan(&mut self, at: u64) -> &mut Chan {
        self.chans.entry(at).or_default()
    }
    pub(crate) fn lock(&mut self, at: u64) -> &mut Lock {
        self.locks.entry(at).or_default()
    }
    pub(crate) fn group(&mut self, at: u64) -> &mut Group {
        self.groups.entry(at).or_default()
    }
    pub(crate) fn cond(&mut self, at: u64) -> &mut Cond {
        self.conds.entry(at).or_default()
    }
}
